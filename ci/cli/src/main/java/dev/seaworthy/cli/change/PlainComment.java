package dev.seaworthy.cli.change;

import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Problem;
import java.io.IOException;
import java.util.List;

/** A change as a comment where Markdown knows no HTML: the table of a terminal, as code. */
final class PlainComment {
  /** Bitbucket takes 32,768 characters. */
  private static final int MAX_CHARACTERS = 28_000;

  private static final int COLUMNS = 100;

  private PlainComment() {}

  /**
   * Writes a comment.
   *
   * @param command that gives the same result on another machine
   */
  static void write(Change change, String command, Appendable out) throws IOException {
    StringBuilder table = new StringBuilder();
    new ChangeTable(Palette.PLAIN, COLUMNS, table).write(change);
    table.append("\nThe same on your machine:\n").append(Printable.of(command)).append('\n');
    out.append("### Seaworthy\n\n").append(fenced(table.toString()));
  }

  /** Why a change could not be judged. */
  static String of(String title, List<Problem> problems) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : problems) {
      text.append(Printable.of(problem.message()))
          .append("; mend: ")
          .append(Printable.of(problem.fix()))
          .append('\n');
    }
    return "### Seaworthy: " + title + "\n\n" + fenced(text.toString());
  }

  /** In a fence that nothing in it ends. */
  static String fenced(String text) {
    String cut = text;
    if (text.length() > MAX_CHARACTERS) {
      int end = text.lastIndexOf('\n', MAX_CHARACTERS) + 1;
      long left = text.substring(end).lines().count();
      cut = text.substring(0, end) + "… " + left + " more lines\n";
    }
    StringBuilder fence = new StringBuilder("```");
    while (cut.contains(fence)) {
      fence.append('`');
    }
    return fence + "\n" + cut + fence + "\n";
  }
}
