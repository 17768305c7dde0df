package dev.seaworthy.cli.change;

import dev.seaworthy.cli.fix.Replacement;
import dev.seaworthy.cli.terminal.Printable;
import java.util.List;
import java.util.Map;

/**
 * Lines that would mend introduced findings, judged to do so and to bring no other.
 *
 * @param file from the root of the repository
 * @param lines what takes the place of what
 */
public record Mend(String file, Replacement lines) {
  private static final int MOST_LINES = 50;

  /** Whether a forge takes it as it is, and a reader sees what it is. */
  boolean isPlain() {
    String both = lines.before() + lines.after();
    return both.lines().count() <= MOST_LINES
        && both.indexOf('\r') < 0
        && both.lines().allMatch(line -> Printable.of(line).equals(line));
  }

  boolean mends(JudgedFinding judged) {
    return lines.findings().contains(judged.identity());
  }

  Map<String, Object> toTree() {
    return Map.of(
        "file", file,
        "line", lines.line(),
        "endLine", lines.endLine(),
        "text", lines.after(),
        "findings", lines.findings().stream().map(Mend::fingerprint).toList());
  }

  private static String fingerprint(String identity) {
    return identity.substring(identity.indexOf(' ') + 1);
  }

  /** The block by which GitHub and GitLab offer it, without what tells the lines. */
  String block(String language) {
    return fenced(language, lines.after());
  }

  /** What would change, for reading. */
  String diff() {
    StringBuilder text = new StringBuilder();
    lines.before().lines().forEach(line -> text.append('-').append(line).append('\n'));
    lines.after().lines().forEach(line -> text.append('+').append(line).append('\n'));
    return fenced("diff", text.toString());
  }

  /** No line of the text ends the block. */
  private static String fenced(String language, String text) {
    StringBuilder fence = new StringBuilder("```");
    while (text.contains(fence)) {
      fence.append('`');
    }
    String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
    return fence + language + "\n" + text + end + fence + "\n";
  }

  static List<Mend> of(List<Mend> all, JudgedFinding judged) {
    return all.stream().filter(one -> one.mends(judged)).toList();
  }
}
