package dev.seaworthy.cli.fix;

import dev.seaworthy.collectors.concealment.Concealment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * Lines of a file that others are to take the place of, as forges offer them to a reviewer.
 *
 * @param file as the verdict has it
 * @param line the first, from 1
 * @param endLine the last
 * @param before the lines, each with its end
 * @param after what is to stand there
 * @param findings identities of what it mends
 */
public record Replacement(
    String file, int line, int endLine, String before, String after, List<String> findings) {
  public Replacement {
    findings = List.copyOf(findings);
  }

  /**
   * Where {@code after} differs from {@code before}; lines that are only added replace the one
   * above. What holds a secret is left out: it would be published.
   */
  static List<Replacement> all(String file, String before, String after) {
    List<String> old = lines(before);
    List<String> next = lines(after);
    List<String> shown = lines(Concealment.ofLines(before));
    List<Replacement> all = new ArrayList<>();
    for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, raw(before), raw(after))) {
      boolean added = edit.getBeginA() == edit.getEndA();
      int above = added && edit.getBeginA() > 0 ? 1 : 0;
      int below = added && edit.getBeginA() == 0 && !old.isEmpty() ? 1 : 0;
      int from = edit.getBeginA() - above;
      int to = edit.getEndA() + below;
      if (!joined(old, from, to).equals(joined(shown, from, to))) {
        continue;
      }
      all.add(
          new Replacement(
              file,
              from + 1,
              to,
              joined(old, from, to),
              joined(next, edit.getBeginB() - above, edit.getEndB() + below),
              List.of()));
    }
    return all;
  }

  Replacement of(List<String> identities) {
    return new Replacement(file, line, endLine, before, after, identities);
  }

  boolean overlaps(Replacement other) {
    return line <= other.endLine && other.line <= endLine;
  }

  private static RawText raw(String text) {
    return new RawText(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)", -1));
  }

  private static String joined(List<String> lines, int from, int to) {
    return String.join("", lines.subList(from, to));
  }
}
