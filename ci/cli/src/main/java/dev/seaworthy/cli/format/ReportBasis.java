package dev.seaworthy.cli.format;

import dev.seaworthy.engine.verdict.Agreement;
import dev.seaworthy.engine.verdict.Identity;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.stream.Collectors;

/** What judged: the policies, their parameters, and the program. */
final class ReportBasis {
  private final Verdict verdict;
  private final HtmlPage page;

  ReportBasis(Verdict verdict, HtmlPage page) {
    this.verdict = verdict;
    this.page = page;
  }

  void write() throws IOException {
    policies();
    parameters();
    program();
  }

  private void policies() throws IOException {
    page.line("<h2 id=\"policies\">Policies</h2>");
    page.beginTable("policies", "Policy", "Version", "Controls", "Digest");
    for (Verdict.BundleUse use : verdict.bundles()) {
      page.line(
          "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td class=\"key\">%s</td></tr>"
              .formatted(
                  HtmlText.of(use.name()),
                  HtmlText.of(use.version()),
                  use.evaluated()
                      ? use.controls()
                      : "not judged: no evidence for any of its controls",
                  HtmlText.of(use.digest())));
    }
    page.endTable();
  }

  private void parameters() throws IOException {
    StringBuilder json = new StringBuilder();
    PrettyJson.write(verdict.parameters(), json);
    page.line("<h2 id=\"parameters\">Parameters</h2>");
    page.line(
        json.toString()
            .lines()
            .map(HtmlText::of)
            .collect(
                Collectors.joining(
                    "\n",
                    "<details><summary>The values that policies saw</summary>"
                        + "<pre tabindex=\"0\">",
                    "</pre></details>")));
  }

  private void program() throws IOException {
    Identity identity = verdict.identity();
    page.line("<h2 id=\"program\">Program</h2>");
    page.line(
        "<p>Seaworthy %s, policy runtime %s%s.</p>"
            .formatted(
                HtmlText.of(identity.version()),
                HtmlText.of(identity.runtime()),
                verdict.agreement() == Agreement.AGREED ? ", which agreed" : ""));
    if (!identity.digest().isEmpty()) {
      page.line("<p class=\"soft\">" + HtmlText.code(identity.digest()) + "</p>");
    }
    page.line(
        "<p>Evidence as a whole: %s</p>"
            .formatted(HtmlText.code(verdict.snapshot().digest().toString())));
  }
}
