package dev.seaworthy.collectors.tls.probe;

import dev.seaworthy.collectors.document.PackedFile;
import java.util.List;

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
    return PackedFile.lines(Registry.class, file).stream()
        .map(line -> List.of(line.split(" ", -1)))
        .map(
            words ->
                new Entry(
                    Integer.parseInt(words.get(0), 16),
                    words.get(1),
                    words.subList(2, words.size())))
        .toList();
  }
}
