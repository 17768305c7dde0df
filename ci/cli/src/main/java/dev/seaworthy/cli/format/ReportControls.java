package dev.seaworthy.cli.format;

import dev.seaworthy.cli.framework.Frameworks;
import dev.seaworthy.cli.framework.Mappings;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.policy.framework.Framework;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each control: the question, how it ended and why, the evidence it was given, and mappings. */
final class ReportControls {
  private final Verdict verdict;
  private final Counterfactuals counterfactuals;
  private final ReportEvidence evidence;
  private final ReportItems items;
  private final HtmlPage page;
  private int written;

  ReportControls(Report report, ReportEvidence evidence, Presentation presentation, HtmlPage page) {
    this.verdict = report.verdict();
    this.counterfactuals = report.counterfactuals();
    this.evidence = evidence;
    this.items = new ReportItems(report, evidence, presentation, page);
    this.page = page;
  }

  void write() throws IOException {
    page.line("<h2 id=\"controls\">Controls</h2>");
    if (verdict.results().isEmpty()) {
      page.line("<p>No control was judged.</p>");
    }
    filter();
    for (Stage stage : Stage.values()) {
      List<ControlResult> results = verdict.of(stage);
      if (!results.isEmpty()) {
        page.line(
            "<section class=\"stage\"><h3 id=\"stage-%s\">Stage %s</h3>"
                .formatted(stage.id(), stage.id()));
        for (ControlResult result : results) {
          control(result);
        }
        page.line("</section>");
      }
    }
  }

  /** Hidden until the script that makes it work has run. */
  private void filter() throws IOException {
    page.line("<form id=\"filter\" role=\"search\" aria-label=\"Controls and findings\" hidden>");
    page.line("<p><label>Search <input type=\"search\" id=\"words\"></label>");
    page.line("<label>Severity <select id=\"severity\"><option value=\"\">any</option>");
    for (Severity severity : Severity.values()) {
      page.line("<option value=\"%s\">%s</option>".formatted(severity.id(), severity.id()));
    }
    page.line("</select></label></p><fieldset><legend>Status</legend>");
    for (Status status : ReportSummary.ORDER) {
      page.line(
          "<label><input type=\"checkbox\" name=\"status\" value=\"%s\" checked> %s</label>"
              .formatted(status.id(), VerdictWords.words(status)));
    }
    page.line("</fieldset><p role=\"status\" id=\"shown\"></p></form>");
  }

  private void control(ControlResult result) throws IOException {
    Control control = result.control();
    String status = result.status().id();
    page.line(
        "<article class=\"control\" id=\"control-%s\" data-status=\"%s\" data-severity=\"%s\">"
            .formatted(++written, status, control.severity().id()));
    page.line(
        "<div class=\"head\"><h4><span class=\"badge %s\">%s %s</span> <span class=\"id\">%s</span> %s</h4>"
            .formatted(
                status,
                HtmlText.sign(result.status()),
                VerdictWords.words(result.status()),
                HtmlText.of(control.id()),
                HtmlText.prose(control.title())));
    if (!control.description().isBlank()) {
      page.line("<p>" + HtmlText.prose(control.description()) + "</p>");
    }
    facts(result);
    page.line("</div>");
    items.write(result);
    if (result.outcome() instanceof Outcome.Excused excused) {
      String owner = excused.declaration().owner();
      page.line(
          "<p><strong>Not applicable</strong>, declared by %s: %s</p>"
              .formatted(
                  owner.isEmpty() ? "the release" : HtmlText.of(owner),
                  HtmlText.prose(excused.declaration().reason())));
    }
    page.line("</article>");
  }

  private void facts(ControlResult result) throws IOException {
    Control control = result.control();
    page.line("<dl class=\"facts\">");
    fact("Severity", control.severity().id());
    fact("Policy", HtmlText.of(result.bundle()) + " " + HtmlText.of(version(result.bundle())));
    fact("Evidence", evidence.given(control));
    fact("Judged", VerdictWords.counted(result.judged(), "piece"));
    fact("Mappings", mappings(control));
    if (!result.outcome().findings().isEmpty()) {
      fact("What would change it", changes(result));
    }
    page.line("</dl>");
  }

  private String changes(ControlResult result) {
    String explain = HtmlText.code("seaworthy explain " + result.control().id());
    if (counterfactuals.of(result).isEmpty()) {
      return "not looked for here; " + explain + " does";
    }
    return result.outcome().findings().size() == 1
        ? "told at the finding; " + explain + " tries more"
        : "told at the first finding; " + explain + " does it of each, and tries more";
  }

  private static String mappings(Control control) {
    String mappings =
        Mappings.of(control).entrySet().stream()
            .map(one -> mapping(one.getKey(), one.getValue()))
            .collect(Collectors.joining("<br>"));
    return mappings.isEmpty() ? "none" : mappings;
  }

  private static String mapping(String framework, List<String> ids) {
    String title = Frameworks.named(framework).map(Framework::title).orElse(framework);
    return HtmlText.of(title + ": " + String.join(", ", ids));
  }

  private String version(String bundle) {
    Stream<Verdict.BundleUse> uses = verdict.bundles().stream();
    return uses.filter(use -> use.name().equals(bundle))
        .map(Verdict.BundleUse::version)
        .findFirst()
        .orElse("");
  }

  private void fact(String name, String html) throws IOException {
    page.line("<div><dt>%s</dt><dd>%s</dd></div>".formatted(name, html));
  }
}
