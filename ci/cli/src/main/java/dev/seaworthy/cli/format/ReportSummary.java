package dev.seaworthy.cli.format;

import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer, and how many controls ended how: as numbers, as a bar, and stage by stage. */
final class ReportSummary {
  /** What wants doing first. */
  static final List<Status> ORDER =
      List.of(Status.FAIL, Status.UNKNOWN, Status.WAIVED, Status.NOT_APPLICABLE, Status.PASS);

  private final Verdict verdict;
  private final HtmlPage page;

  ReportSummary(Verdict verdict, HtmlPage page) {
    this.verdict = verdict;
    this.page = page;
  }

  void write() throws IOException {
    page.line("<h2 id=\"summary\">Summary</h2>");
    page.line(
        "<p class=\"answer %s\"><strong>%s</strong>: %s</p>"
            .formatted(
                verdict.status().id(),
                VerdictWords.words(verdict.status()).toUpperCase(Locale.ROOT),
                HtmlText.of(VerdictWords.meaning(verdict))));
    strip();
    bar();
    page.line("<p>" + findings() + "<br>" + gaps() + "</p>");
    stages();
  }

  private void strip() throws IOException {
    page.line("<ul class=\"strip\">");
    for (Status status : ORDER) {
      page.line(
          "<li class=\"%s\"><b>%s</b> %s %s</li>"
              .formatted(
                  status.id(),
                  verdict.count(status),
                  HtmlText.sign(status),
                  VerdictWords.words(status)));
    }
    page.line("</ul>");
  }

  /** Repeats the numbers above it, so it is not read out. */
  private void bar() throws IOException {
    int total = verdict.results().size();
    if (total == 0) {
      return;
    }
    page.line(
        "<svg class=\"bar\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 %s 1\""
                .formatted(total)
            + " preserveAspectRatio=\"none\">");
    long from = 0;
    for (Status status : ORDER) {
      long count = verdict.count(status);
      if (count > 0) {
        page.line(
            "<rect class=\"%s\" x=\"%s\" y=\"0\" width=\"%s\" height=\"1\"/>"
                .formatted(status.id(), from, count));
      }
      from += count;
    }
    page.line("</svg>");
  }

  private String findings() {
    String bySeverity =
        Stream.of(Severity.values())
            .map(severity -> VerdictWords.findings(verdict, severity) + " " + severity.id())
            .collect(Collectors.joining(", "));
    int total =
        Stream.of(Severity.values())
            .mapToInt(severity -> VerdictWords.findings(verdict, severity))
            .sum();
    return "<strong>%s</strong> in %s: %s"
        .formatted(
            VerdictWords.counted(total, "finding"),
            VerdictWords.counted(verdict.results().size(), "control"),
            bySeverity);
  }

  private String gaps() {
    int count = verdict.snapshot().gaps().size();
    return count == 0
        ? "all that was asked for was read"
        : "<a class=\"unknown\" href=\"#gaps\"><strong>%s</strong> could not be read</a>"
            .formatted(VerdictWords.counted(count, "thing"));
  }

  private void stages() throws IOException {
    page.line("<div class=\"stages\"><h3 id=\"stages\">Stage by stage</h3>");
    page.line("<ol class=\"strip gates\">");
    for (Stage stage : Stage.values()) {
      page.line(gate(stage));
    }
    page.line("</ol>");
    page.beginTable(
        "stages",
        Stream.concat(Stream.of("Stage"), ORDER.stream().map(VerdictWords::words))
            .toArray(String[]::new));
    for (Stage stage : Stage.values()) {
      List<ControlResult> results = verdict.of(stage);
      if (!results.isEmpty()) {
        page.line(
            "<tr><th scope=\"row\"><a href=\"#stage-%s\">%s</a></th>"
                .formatted(stage.id(), stage.id()));
        for (Status status : ORDER) {
          long count = results.stream().filter(result -> result.status() == status).count();
          page.line("<td class=\"%s\">%s</td>".formatted(count == 0 ? "soft" : status.id(), count));
        }
        page.line("</tr>");
      }
    }
    page.endTable();
    page.line("</div>");
  }

  /** What of a stage wants doing first. */
  private String gate(Stage stage) {
    List<ControlResult> results = verdict.of(stage);
    for (Status status : ORDER) {
      long count = results.stream().filter(result -> result.status() == status).count();
      if (count > 0) {
        return "<li class=\"%s\"><b>%s</b> %s %s %s</li>"
            .formatted(
                status.id(), stage.id(), HtmlText.sign(status), count, VerdictWords.words(status));
      }
    }
    return "<li class=\"soft\"><b>%s</b> not judged</li>".formatted(stage.id());
  }
}
