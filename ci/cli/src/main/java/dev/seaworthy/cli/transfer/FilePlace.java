package dev.seaworthy.cli.transfer;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file, or on storing a folder that takes bundles under their own names. */
record FilePlace(Path file) implements BundlePlace {
  @Override
  public byte[] fetch() throws ConfigurationException {
    return InputFile.bytes(file);
  }

  @Override
  public String store(byte[] archive, PolicyBundle bundle, boolean force)
      throws ConfigurationException {
    Path target =
        Files.isDirectory(file)
            ? file.resolve("%s-%s.tar.gz".formatted(bundle.name(), bundle.version()))
            : file;
    boolean taken = Files.isRegularFile(target) && !Arrays.equals(InputFile.bytes(target), archive);
    if (taken && !force) {
      throw Http.taken(target.toString());
    }
    OutputFile.write(target, archive);
    return target.toString();
  }
}
