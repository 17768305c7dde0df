package dev.seaworthy.cli.format;

import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What was asked for, how much of it came, what could not be read, and what was left aside. */
final class ReportGaps {
  private final Snapshot snapshot;
  private final Presentation presentation;
  private final HtmlPage page;

  ReportGaps(Snapshot snapshot, Presentation presentation, HtmlPage page) {
    this.snapshot = snapshot;
    this.presentation = presentation;
    this.page = page;
  }

  void write() throws IOException {
    page.line("<h2 id=\"gaps\">What could not be read</h2>");
    List<Gap> gaps = snapshot.gaps();
    if (gaps.isEmpty()) {
      page.line("<p>Nothing: all that was asked for was read.</p>");
    } else {
      page.line(
          "<p class=\"answer unknown\"><strong>%s</strong> could not be read. A control that it"
                  .formatted(VerdictWords.counted(gaps.size(), "thing"))
              + " might have decided cannot pass.</p>");
      page.beginTable("gaps", "Where", "What happened", "How to mend it", "May hide");
      for (Gap gap : gaps) {
        row(gap);
      }
      page.endTable();
    }
    coverage(snapshot.coverage());
  }

  private void row(Gap gap) throws IOException {
    String hides =
        gap.affects().isEmpty()
            ? "anything"
            : gap.affects().stream().map(HtmlText::code).collect(Collectors.joining(", "));
    page.line(
        "<tr><td class=\"key\">%s</td><td>%s<br><span class=\"soft\">%s</span></td><td>%s</td><td>%s</td></tr>"
            .formatted(
                HtmlText.of(presentation.place(gap.location())),
                HtmlText.prose(gap.problem().message()),
                HtmlText.of(gap.problem().code()),
                HtmlText.prose(gap.problem().fix()),
                hides));
  }

  private void coverage(Coverage coverage) throws IOException {
    page.line("<h3 id=\"coverage\">What was asked for</h3>");
    page.line(
        "<p>%s from %s in %s of %s under:</p><ul>"
            .formatted(
                VerdictWords.counted(snapshot.evidence().size(), "piece") + " of evidence",
                VerdictWords.counted(coverage.documents(), "document"),
                coverage.filesRead(),
                VerdictWords.counted(coverage.filesFound(), "file")));
    for (String requested : coverage.requested()) {
      page.line("<li>" + HtmlText.code(presentation.file(requested)) + "</li>");
    }
    page.line("</ul>");
    if (!coverage.skipped().isEmpty()) {
      skipped(coverage.skipped());
    }
  }

  private void skipped(List<Coverage.Skipped> skipped) throws IOException {
    page.line(
        "<details><summary id=\"skipped\">Left aside on purpose: %s</summary>"
            .formatted(VerdictWords.counted(skipped.size(), "thing")));
    page.beginTable("skipped", "What", "Why");
    for (Coverage.Skipped one : skipped) {
      page.line(
          "<tr><td class=\"key\">%s</td><td>%s</td></tr>"
              .formatted(HtmlText.of(presentation.file(one.file())), HtmlText.prose(one.reason())));
    }
    page.endTable();
    page.line("</details>");
  }
}
