package dev.seaworthy.cli.format;

import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Release;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The verdict as a page for people who audit: the answer and what could not be read first, then
 * each control with all it has to say, then everything it rests on. A small script searches and
 * filters; without it the page says the same.
 */
final class HtmlFormat implements TextFormat {
  @Override
  public String name() {
    return "html";
  }

  @Override
  public boolean tellsCounterfactuals() {
    return true;
  }

  @Override
  public void write(Report report, Presentation presentation, Appendable out) throws IOException {
    Verdict verdict = report.verdict();
    HtmlPage.write(
        title(verdict),
        List.of("report.css"),
        List.of("report.js"),
        out,
        page -> write(report, presentation, page));
  }

  static String title(Verdict verdict) {
    return name(verdict.release().candidate()) + ": verdict";
  }

  static void write(Report report, Presentation presentation, HtmlPage page) throws IOException {
    Verdict verdict = report.verdict();
    ReportEvidence evidence = new ReportEvidence(verdict.snapshot(), presentation, page);
    page.line("<a class=\"skip\" href=\"#controls\">Skip to the controls</a>");
    heading(report, page);
    page.line("<main>");
    new ReportSummary(verdict, page).write();
    new ReportGaps(verdict.snapshot(), presentation, page).write();
    new ReportControls(report, evidence, presentation, page).write();
    new ReportWaivers(verdict, page).write();
    new ReportPictures(verdict.snapshot().evidence(), verdict.evaluatedAt(), page).write();
    evidence.write();
    new ReportBasis(verdict, page).write();
    page.line("</main>");
    page.line(
        "<footer class=\"soft\">This page is for reading. What counts is the sealed verdict, which"
            + " <code>seaworthy verify</code> checks.</footer>");
  }

  private static void heading(Report report, HtmlPage page) throws IOException {
    Verdict verdict = report.verdict();
    Release release = verdict.release();
    page.line("<header><h1>" + HtmlText.of(name(release.candidate())) + "</h1>");
    String about =
        Stream.of(release.environment(), release.architecture())
            .filter(text -> !text.isEmpty())
            .map(text -> HtmlText.of(text) + " · ")
            .collect(Collectors.joining());
    page.line(
        "<p class=\"soft\">%scandidate %s<br>judged at %s%s, valid until %s<br>%s</p></header>"
            .formatted(
                about,
                HtmlText.code(release.candidate().digest().toString()),
                HtmlText.time(verdict.evaluatedAt()),
                verdict.timePinned() ? " (a time that was chosen)" : "",
                HtmlText.time(verdict.validUntil()),
                report.seal().map(HtmlFormat::seal).orElse("not sealed when this was written")));
  }

  private static String seal(SealNote seal) {
    return "sealed by key %s; the sealed verdict is the file with the SHA-256 %s"
        .formatted(HtmlText.code(seal.keyid()), HtmlText.code(seal.digest().toString()));
  }

  private static String name(Candidate candidate) {
    return (candidate.name() + " " + candidate.version()).strip();
  }
}
