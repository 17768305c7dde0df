package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code yarn.lock}, of Yarn 1 and of those after it. */
final class YarnReader {
  private final DependencySet set;
  private final List<String> specs = new ArrayList<>();
  private Tree.Mark at = new Tree.Mark(1, 1);
  private String version = "";
  private String hash = "";
  private String resolved = "";

  YarnReader(DependencySet set) {
    this.set = set;
  }

  void read(String text) {
    String[] lines = text.split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(" ")) {
        if (!line.startsWith("   ")) {
          field(line.strip());
        }
      } else if (line.endsWith(":")) {
        finish();
        at = new Tree.Mark(i + 1, 1);
        for (String spec : line.substring(0, line.length() - 1).replace("\"", "").split(", ", -1)) {
          specs.add(spec.strip());
        }
      } else {
        set.faults().add(new Tree.Mark(i + 1, 1), "the line begins no package");
      }
    }
    finish();
  }

  /** {@code version "1.0"}, or {@code version: 1.0}. */
  private void field(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      return;
    }
    String value = text.substring(space + 1).replace("\"", "").strip();
    switch (text.substring(0, space).replace(":", "")) {
      case "version" -> version = value;
      case "integrity", "checksum" -> hash = value;
      case "resolved", "resolution" -> resolved = value;
      default -> {}
    }
  }

  private void finish() {
    if (!specs.isEmpty()
        && !specs.get(0).equals("__metadata")
        && !resolved.contains("@workspace:")) {
      Dependency one = set.of(name(specs.get(0)), at).version(version).hash(hash);
      if (resolved.contains("git+") || resolved.contains(".git#")) {
        one.from(Dependency.Origin.VCS).commit(resolved.substring(resolved.indexOf('#') + 1));
      } else if (hash.isEmpty() && resolved.matches("https?://.*#[0-9a-f]{40}")) {
        // Yarn 1 wrote SHA-1 there before it knew `integrity`.
        one.hash("sha1:" + resolved.substring(resolved.indexOf('#') + 1));
      }
      set.add(one);
      for (String spec : specs) {
        int from = spec.indexOf('@', 1);
        if (from > 0) {
          set.declares(name(spec), spec.substring(from + 1).replaceFirst("^npm:", ""));
        }
      }
    }
    specs.clear();
    version = "";
    hash = "";
    resolved = "";
  }

  private static String name(String spec) {
    int from = spec.indexOf('@', 1);
    return from < 0 ? spec : spec.substring(0, from);
  }
}
