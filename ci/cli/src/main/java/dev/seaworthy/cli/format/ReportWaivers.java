package dev.seaworthy.cli.format;

import dev.seaworthy.engine.policy.Waiver;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.List;

/** Every exception the release declares, with how many findings it covers: none is an excess. */
final class ReportWaivers {
  private final Verdict verdict;
  private final HtmlPage page;

  ReportWaivers(Verdict verdict, HtmlPage page) {
    this.verdict = verdict;
    this.page = page;
  }

  void write() throws IOException {
    page.line("<h2 id=\"waivers\">Waivers</h2>");
    List<Waiver> waivers = verdict.release().waivers();
    if (waivers.isEmpty()) {
      page.line("<p>The release declares none.</p>");
      return;
    }
    page.beginTable("waivers", "Control", "Of what", "Owner", "Reason", "Ends", "Covers");
    for (Waiver waiver : waivers) {
      row(waiver);
    }
    page.endTable();
  }

  private void row(Waiver waiver) throws IOException {
    page.line(
        "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td class=\"time\">%s</td><td>%s</td></tr>"
            .formatted(
                HtmlText.of(waiver.control()),
                HtmlText.of(extent(waiver)),
                HtmlText.of(waiver.owner()),
                HtmlText.prose(waiver.reason()),
                HtmlText.time(waiver.expires()),
                waiver.holdsAt(verdict.evaluatedAt())
                    ? VerdictWords.counted(covered(waiver), "finding")
                    : "nothing: it has ended"));
  }

  private static String extent(Waiver waiver) {
    String subject = waiver.subject().toString().strip();
    if (waiver.isOfBaseline()) {
      return "finding %s, in the baseline".formatted(waiver.fingerprint());
    }
    String rule = waiver.rule().isEmpty() ? "" : "rule " + waiver.rule();
    String both = rule + (rule.isEmpty() || subject.isEmpty() ? "" : ", ") + subject;
    return both.isEmpty() ? "everything" : both;
  }

  private int covered(Waiver waiver) {
    return (int)
        verdict.results().stream()
            .flatMap(result -> result.outcome().waived().stream())
            .filter(waived -> waived.waiver().equals(waiver))
            .count();
  }
}
