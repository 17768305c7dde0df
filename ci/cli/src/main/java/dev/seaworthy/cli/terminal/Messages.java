package dev.seaworthy.cli.terminal;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import java.io.PrintStream;

/** What is said on standard error. */
public final class Messages {
  private final PrintStream err;

  public Messages(PrintStream err) {
    this.err = err;
  }

  public void error(Location at, Problem problem) {
    problem("error", at, problem);
  }

  public void error(Problem problem) {
    error(Location.of(""), problem);
  }

  public void warning(Location at, Problem problem) {
    problem("warning", at, problem);
  }

  public void note(String text) {
    err.println(Printable.of(text));
  }

  private void problem(String level, Location at, Problem problem) {
    String place = at.file().isEmpty() ? "seaworthy" : at.toString();
    err.println(Printable.of(place + ": " + level + ": " + problem.message()));
    err.println("  mend: " + Printable.of(problem.fix()));
  }
}
