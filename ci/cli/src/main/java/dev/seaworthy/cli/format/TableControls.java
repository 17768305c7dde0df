package dev.seaworthy.cli.format;

import dev.seaworthy.cli.format.TablePage.Styled;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.policy.Status;
import java.util.List;
import java.util.Locale;

/** A control with everything it has to say. */
final class TableControls {
  private static final int STATUS_WIDTH = 16;
  private static final int ID_WIDTH = 8;
  private static final int SEVERITY_WIDTH = 10;
  private static final int DETAIL = 4;
  private static final int TEXT = 6;

  private final TablePage page;

  TableControls(TablePage page) {
    this.page = page;
  }

  void heading(Stage stage) {
    page.blank();
    page.line(0, page.bold(stage.id().toUpperCase(Locale.ROOT)));
  }

  void write(ControlResult result) {
    Control control = result.control();
    Styled lead =
        status(result.status())
            .and(page.plain(pad(control.id(), ID_WIDTH)))
            .and(
                new Styled(
                    page.palette()
                        .severity(
                            control.severity(), pad(control.severity().id(), SEVERITY_WIDTH))));
    page.paragraph(2, lead, STATUS_WIDTH + ID_WIDTH + SEVERITY_WIDTH, control.title());
    List<Finding> findings = result.outcome().findings();
    for (int i = 0; i < findings.size(); i++) {
      boolean last = i + 1 == findings.size();
      finding(findings.get(i), last ? "" : findings.get(i + 1).fix());
    }
    problems(result.outcome().doubts());
    result.outcome().waived().forEach(this::waived);
    if (result.outcome() instanceof Outcome.Excused excused) {
      String owner = excused.declaration().owner();
      note(
          "declared by " + (owner.isEmpty() ? "the release" : owner),
          excused.declaration().reason());
    }
  }

  private Styled status(Status status) {
    String text = pad(status.id().replace('-', ' '), STATUS_WIDTH);
    return new Styled(page.palette().status(status, text));
  }

  /** A fix that the next entry shares is said once, after the last of them. */
  private void finding(Finding finding, String nextFix) {
    page.line(
        DETAIL, page.bold(place(finding.location())).and(page.faint("  " + finding.subject())));
    page.paragraph(TEXT, page.plain(""), 0, finding.message());
    mend(finding.fix(), nextFix);
  }

  /** What could not be seen or told, and how to mend that. */
  void problems(List<Doubt> doubts) {
    for (int i = 0; i < doubts.size(); i++) {
      boolean last = i + 1 == doubts.size();
      problem(doubts.get(i), last ? "" : doubts.get(i + 1).problem().fix());
    }
  }

  private void problem(Doubt doubt, String nextFix) {
    Problem problem = doubt.problem();
    if (!doubt.location().file().isEmpty()) {
      page.line(DETAIL, page.bold(place(doubt.location())));
    }
    page.paragraph(TEXT, page.plain(""), 0, problem.message());
    mend(problem.fix(), nextFix);
  }

  private void waived(Outcome.WaivedFinding waived) {
    Finding finding = waived.finding();
    page.line(
        DETAIL, page.bold(place(finding.location())).and(page.faint("  " + finding.subject())));
    page.paragraph(TEXT, page.plain(""), 0, finding.message());
    note("waived " + waived.waiver().who(), waived.waiver().reason());
  }

  private void note(String lead, String text) {
    page.paragraph(TEXT, page.plain(""), 0, lead + ": " + text);
  }

  private void mend(String fix, String nextFix) {
    if (!fix.equals(nextFix)) {
      page.paragraph(TEXT, page.faint("mend: "), "mend: ".length(), fix);
    }
  }

  private String place(Location location) {
    return page.presentation().place(location);
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }
}
