package dev.seaworthy.collectors.tls.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads a registry that is packed with the collectors: a code, a name and words on each line. */
final class Registry {
  /** One line. */
  record Entry(int code, String name, List<String> words) {
    Entry {
      words = List.copyOf(words);
    }
  }

  private Registry() {}

  static List<Entry> read(String file) {
    try (InputStream stream = Registry.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(stream, file).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split(" ", -1)))
          .map(
              words ->
                  new Entry(
                      Integer.parseInt(words.get(0), 16),
                      words.get(1),
                      words.subList(2, words.size())))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("reading from the class path cannot fail", e);
    }
  }
}
