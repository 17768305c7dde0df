package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;

/**
 * Compliance Findings of OCSF 1.8.0 as JSON lines: one for each finding, waived finding and doubt,
 * and one for each control that has none.
 *
 * @see <a href="https://schema.ocsf.io/1.8.0/classes/compliance_finding">The event class</a>
 */
final class OcsfFormat implements TextFormat {
  @Override
  public String name() {
    return "ocsf";
  }

  @Override
  public void write(Report report, Presentation presentation, Appendable out) throws IOException {
    Verdict verdict = report.verdict();
    OcsfEvents events = new OcsfEvents(verdict, presentation);
    for (ControlResult result : verdict.results()) {
      Outcome outcome = result.outcome();
      for (Finding finding : outcome.findings()) {
        line(events.finding(result, finding), out);
      }
      for (Outcome.WaivedFinding waived : outcome.waived()) {
        line(events.waived(result, waived), out);
      }
      for (Doubt doubt : outcome.doubts()) {
        line(events.doubt(result, doubt), out);
      }
      if (outcome.isSilent()) {
        line(events.silent(result), out);
      }
    }
  }

  /** One line, in which nothing that a terminal could act on stands unescaped. */
  private static void line(CanonicalJson json, Appendable out) throws IOException {
    String text = json.toString();
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (Printable.isUnsafe(point)) {
        PrettyJson.escapeByNumber(point, out);
      } else {
        out.append(Character.toString(point));
      }
    }
    out.append('\n');
  }
}
