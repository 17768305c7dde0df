package dev.seaworthy.cli.format;

import dev.seaworthy.engine.verdict.Verdict;
import dev.seaworthy.engine.verdict.VerdictJson;
import java.io.IOException;

/** The verdict as its published schema describes it. */
final class JsonFormat implements TextFormat {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public void write(Report report, Presentation presentation, Appendable out) throws IOException {
    Verdict verdict = report.verdict();
    PrettyJson.write(VerdictJson.tree(verdict), out);
  }
}
