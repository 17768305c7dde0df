package dev.seaworthy.engine.seal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What bundles tell people about themselves: files that lie beside this class, as they are. */
final class Guide {
  private Guide() {}

  static byte[] of(String name) {
    try (InputStream in = Guide.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, "guides are packed with the engine").readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("reading from the class path cannot fail", e);
    }
  }
}
