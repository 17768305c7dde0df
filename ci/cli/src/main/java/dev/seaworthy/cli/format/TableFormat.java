package dev.seaworthy.cli.format;

import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.List;

/** The verdict for a person at a terminal: by stage, what is wrong, where, and how to mend it. */
final class TableFormat implements TextFormat {
  @Override
  public String name() {
    return "table";
  }

  @Override
  public void write(Report report, Presentation presentation, Appendable out) throws IOException {
    Verdict verdict = report.verdict();
    TablePage.write(presentation, out, page -> write(verdict, page));
  }

  private static void write(Verdict verdict, TablePage page) {
    heading(verdict, page);
    for (Stage stage : Stage.values()) {
      stage(verdict.of(stage), stage, new TableControls(page));
    }
    new TableSummary(page, verdict).write();
  }

  private static void heading(Verdict verdict, TablePage page) {
    String candidate =
        verdict.release().candidate().name() + " " + verdict.release().candidate().version();
    String about =
        List.of(verdict.release().environment(), verdict.release().architecture()).stream()
            .filter(text -> !text.isEmpty())
            .reduce((a, b) -> a + ", " + b)
            .map(text -> " (" + text + ")")
            .orElse("");
    page.line(0, page.bold(candidate.strip() + about));
  }

  private static void stage(List<ControlResult> results, Stage stage, TableControls controls) {
    if (!results.isEmpty()) {
      controls.heading(stage);
      results.forEach(controls::write);
    }
  }
}
