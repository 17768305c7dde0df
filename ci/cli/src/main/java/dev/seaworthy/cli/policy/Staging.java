package dev.seaworthy.cli.policy;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A temporary folder with nothing in it but what OPA is to see. OPA writes file names into the
 * WebAssembly: staged, they do not tell where the sources were.
 */
final class Staging implements AutoCloseable {
  private final Path folder;

  private Staging(Path folder) {
    this.folder = folder;
  }

  static Staging of(Map<String, String> files) throws ConfigurationException {
    try {
      Path folder = Files.createTempDirectory("seaworthy-policies-");
      Staging staging = new Staging(folder);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path target = folder.resolve(file.getKey());
        Files.createDirectories(folder.resolve(file.getKey()).resolveSibling("."));
        Files.write(target, file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      return staging;
    } catch (IOException e) {
      throw new ConfigurationException(
          "STAGING",
          "the policies cannot be copied to a temporary folder",
          "check the space and the rights of the temporary folder");
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      // A left-over in the temporary folder harms nobody; the build itself is done.
      assert e != null;
    }
  }
}
