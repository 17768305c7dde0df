package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code go.mod} and {@code go.sum}. */
final class GoModReader {
  private final DependencySet set;
  private final List<Wanted> wanted = new ArrayList<>();
  private final Map<String, List<String>> replaced = new HashMap<>();
  private boolean any;

  private record Wanted(String module, String version, boolean indirect, int line) {}

  GoModReader(DependencySet set) {
    this.set = set;
  }

  void read(String text) {
    String[] lines = text.split("\r?\n", -1);
    String block = "";
    for (int i = 0; i < lines.length; i++) {
      String bare = lines[i].replaceFirst("//.*$", "").strip();
      if (bare.isEmpty()) {
        continue;
      }
      if (bare.equals(")")) {
        block = "";
      } else if (bare.endsWith("(") && block.isEmpty()) {
        block = bare.substring(0, bare.length() - 1).strip();
      } else {
        String directive = block.isEmpty() ? bare.split("\\s+", 2)[0] : block;
        String rest = block.isEmpty() ? bare.substring(directive.length()).strip() : bare;
        line(directive, rest, lines[i].contains("// indirect"), i + 1);
      }
    }
    if (!any) {
      set.faults().add(new Tree.Mark(1, 1), "it names no module");
    }
    wanted.forEach(this::add);
  }

  private void line(String directive, String rest, boolean indirect, int line) {
    List<String> words = List.of(rest.replace("\"", "").split("\\s+", -1));
    switch (directive) {
      case "module" -> any = true;
      case "require" -> {
        if (words.size() != 2 || !words.get(1).startsWith("v")) {
          set.faults().add(new Tree.Mark(line, 1), "`require` has no module and version");
        } else {
          wanted.add(new Wanted(words.get(0), words.get(1), indirect, line));
        }
      }
      case "replace" -> {
        int arrow = words.indexOf("=>");
        if (arrow < 1 || arrow > 2 || arrow + 1 >= words.size()) {
          set.faults().add(new Tree.Mark(line, 1), "`replace` has no `=>` with modules beside it");
        } else {
          String key = String.join("@", words.subList(0, arrow));
          replaced.put(key, words.subList(arrow + 1, words.size()));
        }
      }
      default -> {}
    }
  }

  private void add(Wanted one) {
    List<String> other =
        replaced.getOrDefault(
            one.module() + "@" + one.version(),
            replaced.getOrDefault(one.module(), List.of(one.module(), one.version())));
    Tree.Mark at = new Tree.Mark(one.line(), 1);
    Dependency made =
        other.size() < 2
            ? set.of(one.module(), at).from(Dependency.Origin.LOCAL).says("reference", other.get(0))
            : set.of(other.get(0), at).version(other.get(1));
    set.add(made.is("indirect", one.indirect()));
  }

  /** A module's own hash is {@code h1:}; that of its {@code go.mod} alone does not pin its code. */
  static void sums(String text, DependencySet set) {
    String[] lines = text.split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      String[] words = lines[i].strip().split("\\s+", -1);
      Tree.Mark at = new Tree.Mark(i + 1, 1);
      if (words.length != 3 || !words[2].startsWith("h1:")) {
        set.faults().add(at, "the line is no module, version and hash");
      } else if (!words[1].endsWith("/go.mod")) {
        set.add(set.of(words[0], at).version(words[1]).hash(words[2]));
      } else {
        String version = words[1].substring(0, words[1].length() - "/go.mod".length());
        set.declares(words[0], version);
      }
    }
  }
}
