package dev.seaworthy.collectors.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Files that are packed with the collectors, beside the classes that need them. */
public final class PackedFile {
  private PackedFile() {}

  public static byte[] bytes(Class<?> beside, String name) {
    try (InputStream stream = beside.getResourceAsStream(name)) {
      return Objects.requireNonNull(stream, () -> name + " is packed with the collectors")
          .readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("reading from the class path cannot fail", e);
    }
  }

  /** The lines of a list, without comments. */
  public static List<String> lines(Class<?> beside, String name) {
    return new String(bytes(beside, name), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
