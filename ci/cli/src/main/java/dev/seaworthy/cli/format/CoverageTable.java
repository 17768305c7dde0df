package dev.seaworthy.cli.format;

import dev.seaworthy.cli.format.TablePage.Styled;
import dev.seaworthy.cli.framework.AssessedRelease;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.policy.framework.Coverage;
import dev.seaworthy.engine.policy.framework.Framework;
import dev.seaworthy.engine.policy.framework.Standing;
import java.io.IOException;

/** What a verdict says of a framework, for people. */
public final class CoverageTable {
  private static final int STANDING_WIDTH = 18;
  private static final int ID_WIDTH = 10;

  private final TablePage page;

  private CoverageTable(TablePage page) {
    this.page = page;
  }

  public static void write(
      Coverage coverage, AssessedRelease release, Presentation presentation, Appendable out)
      throws IOException {
    TablePage.write(
        presentation,
        out,
        page -> {
          CoverageTable table = new CoverageTable(page);
          table.heading(coverage.framework(), release);
          coverage.rows().forEach(table::row);
          table.summary(coverage);
        });
  }

  private void heading(Framework framework, AssessedRelease release) {
    page.line(0, page.bold("%s %s".formatted(framework.title(), framework.version())));
    page.line(0, page.plain(framework.source()));
    page.paragraph(0, page.plain(""), 0, framework.scope());
    page.blank();
    page.line(0, page.bold(release.candidate()));
    page.line(0, page.plain("candidate " + release.digest()));
    page.line(
        0,
        page.plain(
            "verdict `%s`, judged at %s, valid until %s"
                .formatted(release.status(), release.evaluatedAt(), release.validUntil())));
    page.blank();
  }

  private void row(Coverage.Row row) {
    Styled lead =
        standing(row.standing(), pad(CoverageWords.of(row.standing()), STANDING_WIDTH))
            .and(page.plain(pad(row.requirement().id(), ID_WIDTH)));
    page.paragraph(0, lead, STANDING_WIDTH + ID_WIDTH, row.requirement().about());
    String answers = CoverageWords.answers(row);
    if (!answers.isEmpty()) {
      page.paragraph(STANDING_WIDTH, page.plain(""), 0, answers);
    }
    for (String missing : CoverageWords.missing(row)) {
      page.paragraph(STANDING_WIDTH, page.faint("missing: "), "missing: ".length(), missing);
    }
  }

  private void summary(Coverage coverage) {
    page.blank();
    coverage
        .counts()
        .forEach(
            (standing, count) ->
                page.line(
                    0,
                    standing(standing, pad(CoverageWords.of(standing), STANDING_WIDTH))
                        .and(
                            page.plain(
                                "%4d  %s".formatted(count, CoverageWords.meaning(standing))))));
    page.line(0, page.plain("%-18s%4d".formatted("in all", coverage.rows().size())));
    page.blank();
    page.paragraph(0, page.plain(""), 0, CoverageWords.CAUTION);
  }

  private Styled standing(Standing standing, String text) {
    return switch (standing) {
      case PROVEN, SUPPORTED -> new Styled(page.palette().status(Status.PASS, text));
      case EXCEPTED -> new Styled(page.palette().status(Status.WAIVED, text));
      case FAILING -> new Styled(page.palette().status(Status.FAIL, text));
      case UNKNOWN -> new Styled(page.palette().status(Status.UNKNOWN, text));
      case NOT_PROVABLE -> page.faint(text);
    };
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }
}
