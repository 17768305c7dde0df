package dev.seaworthy.cli.fix;

import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.collectors.concealment.Concealment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.util.QuotedString;

/**
 * The change of a file as {@code patch -p1} and {@code git apply} take it, but for lines that hold
 * a secret: those are shown without it.
 */
final class UnifiedDiff {
  private UnifiedDiff() {}

  static String of(Fixes.Changed file) {
    RawText before = shown(file.before());
    RawText after = shown(file.after());
    EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, before, after);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.format(edits, before, after);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes what is written to it", e);
    }
    return "--- %s\n+++ %s\n%s"
        .formatted(
            named("a/", file.name()),
            named("b/", file.name()),
            out.toString(StandardCharsets.UTF_8));
  }

  private static RawText shown(String text) {
    return new RawText(Concealment.ofLines(text).getBytes(StandardCharsets.UTF_8));
  }

  private static String named(String side, String file) {
    String relative = file.startsWith("/") ? file.substring(1) : file;
    return QuotedString.GIT_PATH.quote(side + relative);
  }

  /** The same for a terminal, which must not act on what a file holds. */
  static String shown(String diff, Palette palette) {
    StringBuilder shown = new StringBuilder();
    diff.lines().forEach(line -> shown.append(colored(Printable.of(line), palette)).append('\n'));
    return shown.toString();
  }

  private static String colored(String line, Palette palette) {
    if (line.startsWith("---") || line.startsWith("+++")) {
      return palette.bold(line);
    }
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> palette.added(line);
      case '-' -> palette.removed(line);
      case '@' -> palette.faint(line);
      default -> line;
    };
  }
}
