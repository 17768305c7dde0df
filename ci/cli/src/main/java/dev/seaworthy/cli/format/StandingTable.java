package dev.seaworthy.cli.format;

import dev.seaworthy.cli.format.TablePage.Styled;
import dev.seaworthy.cli.gate.StandingReport;
import dev.seaworthy.cli.gate.Want;
import dev.seaworthy.engine.gate.Standing;
import dev.seaworthy.engine.policy.Status;
import java.io.IOException;
import java.util.Locale;

/** All stages of a release on one screen. */
public final class StandingTable {
  private final TablePage page;

  private StandingTable(TablePage page) {
    this.page = page;
  }

  public static void write(StandingReport report, Presentation presentation, Appendable out)
      throws IOException {
    TablePage.write(presentation, out, page -> new StandingTable(page).write(report));
  }

  private void write(StandingReport report) {
    page.line(0, page.bold(report.candidate().name() + " " + report.candidate().version()));
    page.line(0, page.faint("candidate " + report.candidate().digest()));
    page.line(
        0,
        page.faint(
            "as of " + report.question().now() + (report.question().timeChosen() ? "*" : "")));
    page.blank();
    StageTable stages = new StageTable(page);
    stages.heading();
    report.standing().stages().forEach(stages::write);
    new StoreNotes(page).write(report.discounted());
    page.blank();
    answer(report);
  }

  private void answer(StandingReport report) {
    Standing standing = report.standing();
    report.next().ifPresent(this::blocks);
    entry(
        "expires",
        standing
            .nextToExpire()
            .map(
                one ->
                    "stage `%s` next, at %s"
                        .formatted(
                            one.stage().id(), one.ruling().orElseThrow().claim().validUntil()))
            .orElse("nothing"));
    Status status = standing.status();
    Styled word = new Styled(page.palette().status(status, status.id().toUpperCase(Locale.ROOT)));
    String sails = status == Status.PASS ? ": may sail" : ": may not sail";
    page.line(0, page.bold("release  ").and(word).and(page.plain(sails)));
    boolean chosen =
        report.question().timeChosen()
            || standing.stages().stream()
                .anyMatch(one -> one.ruling().filter(v -> v.timePinned()).isPresent());
    if (chosen) {
      page.line(0, page.faint("* a time that was chosen: this is a rehearsal"));
    }
  }

  private void blocks(Want want) {
    entry("blocks", want.what());
    entry("who", want.who());
    entry("how", want.how());
  }

  private void entry(String name, String text) {
    page.paragraph(0, page.plain(name + " ".repeat(9 - name.length())), 9, text);
  }
}
