package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.seal.BundleReport;
import java.io.PrintStream;
import java.util.Locale;

/** A report on an evidence bundle as a table: each check, how it ended, and what it proves. */
public final class BundleTable {
  private static final String INDENT = " ".repeat(24);

  private BundleTable() {}

  public static void write(BundleReport report, PrintStream out) {
    report.lines().forEach(line -> write(line, out));
    out.println();
  }

  private static void write(BundleReport.Line line, PrintStream out) {
    String result =
        switch (line.result()) {
          case PASSED -> "ok";
          case FAILED -> "FAILED";
          case SKIPPED -> "not checked";
        };
    String detail = line.problems().isEmpty() ? line.detail() : message(line.problems().get(0));
    out.printf(Locale.ROOT, "%-12s %-10s %s%n", result, line.check().id(), Printable.of(detail));
    line.problems().stream().skip(1).forEach(one -> indented(message(one), out));
    line.problems().stream()
        .map(Problem::fix)
        .distinct()
        .forEach(fix -> indented("mend: " + fix, out));
    if (line.problems().isEmpty()) {
      indented("proves: " + line.check().proves(), out);
    }
  }

  private static String message(Problem problem) {
    return problem.code() + ": " + problem.message();
  }

  private static void indented(String text, PrintStream out) {
    out.println(INDENT + Printable.of(text));
  }
}
