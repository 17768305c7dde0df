package dev.seaworthy.cli.preserve;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.preserve.RecordReport;
import java.io.PrintStream;
import java.util.Locale;

/** A report on an evidence record as a table: each check, how it ended, and what it proves. */
public final class RecordTable {
  private static final String INDENT = " ".repeat(24);

  private RecordTable() {}

  public static void write(RecordReport report, PrintStream out) {
    for (RecordReport.Line line : report.lines()) {
      String detail = line.problems().isEmpty() ? line.detail() : said(line.problems().get(0));
      out.printf(
          Locale.ROOT,
          "%-12s %-10s %s%n",
          result(line.result()),
          line.check().id(),
          Printable.of(detail));
      line.problems().stream().skip(1).forEach(one -> indented(said(one), out));
      line.problems().stream()
          .map(Problem::fix)
          .distinct()
          .forEach(fix -> indented("mend: " + fix, out));
      if (line.result() == RecordReport.Result.PASSED) {
        indented("proves: " + line.check().proves(), out);
      }
    }
    out.println();
  }

  private static String result(RecordReport.Result result) {
    return switch (result) {
      case PASSED -> "ok";
      case FAILED -> "FAILED";
      case SKIPPED -> "not checked";
    };
  }

  private static String said(Problem problem) {
    return problem.code() + ": " + problem.message();
  }

  private static void indented(String text, PrintStream out) {
    out.println(INDENT + Printable.of(text));
  }
}
