package dev.seaworthy.cli.descriptor;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import java.util.Comparator;

/** One thing to say about a descriptor, and where it stands. */
public record Diagnostic(Level level, Location at, Problem problem) {
  /** Whether the check can go on. */
  public enum Level {
    ERROR,
    WARNING
  }

  static final Comparator<Diagnostic> ORDER =
      Comparator.<Diagnostic>comparingInt(one -> one.at().line())
          .thenComparingInt(one -> one.at().column())
          .thenComparing(one -> one.problem().message());
}
