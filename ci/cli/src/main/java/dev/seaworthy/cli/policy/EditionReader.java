package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.ArchiveReader;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import dev.seaworthy.engine.policy.bundle.BundleWriter;
import dev.seaworthy.engine.policy.diff.Edition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a bundle in whatever form it lies there: packed, unpacked, or as sources. */
final class EditionReader {
  private final Console console;

  EditionReader(Console console) {
    this.console = console;
  }

  Edition read(Path path) throws ConfigurationException, PolicyException {
    BundleFiles files = files(path);
    return Edition.of(
        BundleReader.read(files, Digest.of(BundleWriter.write(files)), path.toString()), files);
  }

  private BundleFiles files(Path path) throws ConfigurationException, PolicyException {
    if (!Files.isDirectory(path)) {
      return ArchiveReader.read(InputFile.bytes(path), path.toString());
    }
    if (Files.isRegularFile(path.resolve(BundleFiles.MANIFEST))) {
      return unpacked(path);
    }
    if (Files.isRegularFile(path.resolve(PolicySources.BUNDLE))) {
      PolicySources sources = PolicySources.find(List.of(path)).get(0);
      return new BundleBuilder(new OpaFinder(console).find(), sources, sources.bundles().get(0))
          .build();
    }
    throw new ConfigurationException(
        "NOT_A_BUNDLE",
        "`%s` is no bundle: it has neither `.manifest` nor `bundle.json`".formatted(path),
        "name an archive, the folder of an unpacked bundle, or one bundle's sources");
  }

  private static BundleFiles unpacked(Path folder) throws ConfigurationException, PolicyException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!BundleFiles.isSafe(name)) {
          throw new PolicyException(
              "BUNDLE_UNSAFE",
              "`%s` holds `%s`, which no bundle holds".formatted(folder, name),
              "unpack the bundle anew");
        }
        files.put(name, InputFile.bytes(file));
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_READ",
          "`%s` cannot be listed".formatted(folder),
          "let this user read it: `chmod u+rx`");
    }
    return BundleFiles.of(files);
  }
}
