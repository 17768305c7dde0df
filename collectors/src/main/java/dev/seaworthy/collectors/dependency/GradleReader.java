package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.Tree;

/** Reads {@code gradle.lockfile}: lines of {@code group:name:version=configurations}. */
final class GradleReader {
  private GradleReader() {}

  static void read(String text, DependencySet set) {
    String[] lines = text.split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("empty=")) {
        continue;
      }
      Tree.Mark at = new Tree.Mark(i + 1, 1);
      String[] parts = line.replaceFirst("=.*$", "").split(":", -1);
      if (parts.length == 3 && line.contains("=")) {
        set.add(set.of(parts[0] + ":" + parts[1], at).version(parts[2]));
      } else {
        set.faults().add(at, "the line is no `group:name:version=…`");
      }
    }
  }
}
