package dev.seaworthy.cli.fix;

import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Finding;
import java.util.Comparator;

/**
 * A finding that is to be mended.
 *
 * @param file that it is in, from the working directory
 */
record Attempt(Control control, Finding finding, String file, Remedy remedy) {
  static final Comparator<Attempt> ORDER =
      Comparator.comparing(Attempt::file)
          .thenComparing(attempt -> attempt.remedy().order())
          .thenComparing(attempt -> attempt.control().id())
          .thenComparing(Attempt::finding, Finding.ORDER);

  Fixes.Left left(String reason) {
    return new Fixes.Left(control, finding, file, reason);
  }

  Fixes.Mended mended(Goal goal) {
    return new Fixes.Mended(control, finding, file, goal.readable(), remedy.caution());
  }
}
