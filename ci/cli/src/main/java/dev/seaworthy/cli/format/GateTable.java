package dev.seaworthy.cli.format;

import dev.seaworthy.cli.format.TablePage.Styled;
import dev.seaworthy.cli.gate.GateReport;
import dev.seaworthy.cli.gate.Want;
import dev.seaworthy.engine.policy.Status;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What came of a gate, for people: the stages before, the controls, and what is still wanted. */
public final class GateTable {
  private final TablePage page;

  private GateTable(TablePage page) {
    this.page = page;
  }

  public static void write(GateReport report, Presentation presentation, Appendable out)
      throws IOException {
    TablePage.write(presentation, out, page -> new GateTable(page).write(report));
  }

  private void write(GateReport report) {
    page.line(
        0,
        page.bold(
            "%s %s: gate of stage %s"
                .formatted(
                    report.candidate().name(), report.candidate().version(), report.stage().id())));
    page.line(0, page.faint("candidate " + report.candidate().digest()));
    if (!report.before().isEmpty()) {
      page.blank();
      StageTable stages = new StageTable(page);
      stages.heading();
      report.before().forEach(stages::write);
    }
    report
        .verdict()
        .ifPresent(
            verdict -> {
              TableControls controls = new TableControls(page);
              controls.heading(report.stage());
              verdict.results().forEach(controls::write);
            });
    wants(report.wants());
    new StoreNotes(page).write(report.discounted());
    answer(report);
  }

  private void wants(List<Want> wants) {
    if (!wants.isEmpty()) {
      page.blank();
      page.line(0, page.bold("STILL WANTED"));
    }
    for (Want want : wants) {
      page.paragraph(2, page.plain(""), 0, want.what());
      page.paragraph(4, page.faint("who:  "), 6, want.who());
      page.paragraph(4, page.faint("how:  "), 6, want.how());
    }
  }

  private void answer(GateReport report) {
    Status status = report.status();
    page.blank();
    Styled word =
        new Styled(
            page.palette()
                .status(
                    status, status == Status.PASS ? "OPEN" : status.id().toUpperCase(Locale.ROOT)));
    page.line(0, page.bold("gate       ").and(word).and(page.plain(meaning(report))));
    page.line(
        0,
        page.plain(
            "sealed     "
                + report.sealed().map(Object::toString).orElse("no: " + whyNotSealed(report))));
  }

  private static String meaning(GateReport report) {
    return switch (report.status()) {
      case PASS, WAIVED, NOT_APPLICABLE ->
          ", until " + report.verdict().map(one -> one.validUntil().toString()).orElse("");
      case FAIL -> ": shut; something failed";
      case UNKNOWN -> ": shut; not everything is proved";
    };
  }

  private static String whyNotSealed(GateReport report) {
    return report.verdict().isEmpty()
        ? "there is nothing to seal"
        : "a verdict out of order would not count";
  }
}
