package dev.seaworthy.cli.audit;

import dev.seaworthy.collectors.document.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes into the text of a trust root that one key follows another, and leaves everything else, as
 * comments, as it is. What comes out is to be read again: it knows two ways to write an entry, each
 * on lines of its own.
 */
final class SuccessorText {
  private final List<String> lines;
  private final Tree.Mapping entry;
  private final Instant at;

  /**
   * A text.
   *
   * @param entry of the key that ends, in that text
   */
  SuccessorText(String text, Tree.Mapping entry, Instant at) {
    this.lines = new ArrayList<>(List.of(text.split("\n", -1)));
    this.entry = entry;
    this.at = at;
  }

  /** The text with the successor; empty where the entry is written in another way. */
  Optional<String> with(String name, String role, String file) {
    int first = entry.mark().line() - 1;
    int dash = lines.get(first).indexOf('-');
    if (dash < 0 || !lines.get(first).substring(0, dash).isBlank()) {
      return Optional.empty();
    }
    boolean flow = lines.get(first).substring(dash + 1).stripLeading().startsWith("{");
    List<String> fields =
        List.of(
            "name: " + quoted(name),
            "role: " + role,
            "file: " + quoted(file),
            "from: " + quoted(at.toString()));
    String margin = " ".repeat(dash);
    if (flow) {
      return inFlow(first, margin + "- {" + String.join(", ", fields) + "}");
    }
    return inBlock(first, dash, margin + "- " + String.join("\n" + margin + "  ", fields));
  }

  private Optional<String> inFlow(int line, String successor) {
    String text = lines.get(line);
    int end = text.lastIndexOf('}');
    if (end < 0) {
      return Optional.empty();
    }
    lines.set(
        line, text.substring(0, end) + ", until: " + quoted(at.toString()) + text.substring(end));
    lines.add(line + 1, successor);
    return Optional.of(String.join("\n", lines));
  }

  private Optional<String> inBlock(int first, int dash, String successor) {
    int keys = entry.mark().column() - 1;
    int end = first + 1;
    while (end < lines.size() && indent(lines.get(end)) > dash) {
      end++;
    }
    lines.add(end, successor);
    lines.add(end, " ".repeat(keys) + "until: " + quoted(at.toString()));
    return Optional.of(String.join("\n", lines));
  }

  /** Zero of an empty line: nothing of the entry follows one, or reading it again will tell. */
  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
