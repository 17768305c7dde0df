package dev.seaworthy.cli.format;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.SeenValue;
import dev.seaworthy.engine.policy.Waiver;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** What a control found, what it could not decide, and what is waived. */
final class ReportItems {
  private final Report report;
  private final ReportEvidence evidence;
  private final Presentation presentation;
  private final HtmlPage page;

  ReportItems(Report report, ReportEvidence evidence, Presentation presentation, HtmlPage page) {
    this.report = report;
    this.evidence = evidence;
    this.presentation = presentation;
    this.page = page;
  }

  void write(ControlResult result) throws IOException {
    Control control = result.control();
    Outcome outcome = result.outcome();
    list(
        "Findings",
        outcome.findings(),
        finding ->
            finding(control, finding)
                + (finding.equals(outcome.findings().get(0)) ? change(result) : ""));
    list("Not decided", outcome.doubts(), this::doubt);
    list(
        "Waived",
        outcome.waived(),
        waived -> finding(control, waived.finding()) + waiver(waived.waiver()));
  }

  private <T> void list(String heading, List<T> entries, Function<T, String> html)
      throws IOException {
    if (entries.isEmpty()) {
      return;
    }
    page.line("<h5>%s (%s)</h5><ol class=\"items\">".formatted(heading, entries.size()));
    for (T entry : entries) {
      // On one line: a browser keeps each line end between tags, and there are many entries.
      page.line("<li class=\"item\">" + html.apply(entry) + "</li>");
    }
    page.line("</ol>");
  }

  private String finding(Control control, Finding finding) {
    String path = finding.path().pointer();
    String about = evidence.about(control, finding);
    String proof =
        (path.isEmpty() ? "" : "at " + HtmlText.code(path))
            + (path.isEmpty() || about.isEmpty() ? "" : " of ")
            + about
            + evidence.seen(control, finding).map(ReportItems::seen).orElse("");
    return place(finding.location(), finding.subject().toString())
        + paragraph(HtmlText.prose(finding.message()))
        + mend(finding.fix())
        + (proof.isEmpty() ? "" : "<p class=\"proof soft\">" + proof + "</p>");
  }

  private String change(ControlResult result) {
    CanonicalJson parameters = report.verdict().parameters();
    return report
        .counterfactuals()
        .of(result)
        .map(
            reason ->
                paragraph(
                    "<strong>What would change it:</strong> "
                        + new CounterfactualWords(presentation, reason, parameters).of(reason)))
        .orElse("");
  }

  private static String seen(SeenValue seen) {
    return ", which has %s there".formatted(HtmlText.prose(seen.value().orElse("nothing")));
  }

  private String doubt(Doubt doubt) {
    return (doubt.location().file().isEmpty() ? "" : place(doubt.location(), ""))
        + paragraph(HtmlText.prose(doubt.problem().message()))
        + mend(doubt.problem().fix());
  }

  private static String waiver(Waiver waiver) {
    return paragraph(
        "<strong>Waived</strong> %sby %s until %s: %s"
            .formatted(
                waiver.isOfBaseline() ? "in the baseline " : "",
                HtmlText.of(waiver.owner()),
                HtmlText.time(waiver.expires()),
                HtmlText.prose(waiver.reason())));
  }

  private String place(Location location, String subject) {
    return "<p class=\"place\">"
        + HtmlText.code(presentation.place(location))
        + (subject.isEmpty() ? "" : " <span class=\"soft\">" + HtmlText.of(subject) + "</span>")
        + "</p>";
  }

  private static String mend(String fix) {
    return paragraph("<strong>Mend:</strong> " + HtmlText.prose(fix));
  }

  private static String paragraph(String html) {
    return "<p>" + html + "</p>";
  }
}
