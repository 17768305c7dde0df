package dev.seaworthy.cli.change;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Severity;
import java.util.Comparator;

/**
 * A finding on one side of a change.
 *
 * @param location with the file's name from the root of the repository
 */
public record JudgedFinding(Control control, Finding finding, Location location) {
  /** The worst first. */
  static final Comparator<JudgedFinding> ORDER =
      Comparator.<JudgedFinding, Severity>comparing(judged -> judged.control().severity())
          .thenComparing(judged -> judged.control().id())
          .thenComparing(JudgedFinding::finding, Finding.ORDER);

  /** The same for the same defect on both sides, wherever it stands. */
  String identity() {
    return finding.identity(control);
  }
}
