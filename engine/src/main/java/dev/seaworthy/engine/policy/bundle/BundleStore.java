package dev.seaworthy.engine.policy.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where an index and the files it names are kept. */
@FunctionalInterface
public interface BundleStore {
  /**
   * Reads one file.
   *
   * @param name relative, with forward slashes
   * @return nothing when there is no such file
   */
  Optional<byte[]> read(String name) throws IOException;

  /** The bundles that come with Seaworthy, as resources of this class loader. */
  static BundleStore builtIn(ClassLoader loader) {
    return name -> {
      try (InputStream in = loader.getResourceAsStream("dev/seaworthy/policies/" + name)) {
        return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
      }
    };
  }

  /** A folder, such as {@code policies} in the source. */
  static BundleStore folder(Path folder) {
    return name -> {
      Path file = folder.resolve(name);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    };
  }
}
