package dev.seaworthy.cli.format;

import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.List;

/** JUnit XML: a suite for each stage, a test case for each control, as forges show test reports. */
final class JunitFormat implements TextFormat {
  @Override
  public String name() {
    return "junit";
  }

  @Override
  public void write(Report report, Presentation presentation, Appendable out) throws IOException {
    Verdict verdict = report.verdict();
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites name=\"seaworthy\"%s>\n".formatted(counts(verdict.results())));
    for (Stage stage : Stage.values()) {
      if (!verdict.of(stage).isEmpty()) {
        suite(verdict, stage, presentation, out);
      }
    }
    out.append("</testsuites>\n");
  }

  private static void suite(Verdict verdict, Stage stage, Presentation presentation, Appendable out)
      throws IOException {
    List<ControlResult> results = verdict.of(stage);
    out.append(
        "  <testsuite name=\"%s\"%s timestamp=\"%s\">\n"
            .formatted(stage.id(), counts(results), verdict.evaluatedAt()));
    for (ControlResult result : results) {
      testCase(result, presentation, out);
    }
    out.append("  </testsuite>\n");
  }

  private static String counts(List<ControlResult> results) {
    return " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"0\""
        .formatted(
            results.size(),
            count(results, Status.FAIL),
            count(results, Status.UNKNOWN),
            count(results, Status.WAIVED) + count(results, Status.NOT_APPLICABLE));
  }

  private static long count(List<ControlResult> results, Status status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  private static void testCase(ControlResult result, Presentation presentation, Appendable out)
      throws IOException {
    out.append(
        "    <testcase classname=\"%s\" name=\"%s\" time=\"0\""
            .formatted(
                XmlText.of(result.bundle()),
                XmlText.of(result.control().id() + " " + result.control().title())));
    String outcome = outcome(result, presentation);
    out.append(outcome.isEmpty() ? "/>\n" : ">\n" + outcome + "    </testcase>\n");
  }

  private static String outcome(ControlResult result, Presentation presentation) {
    Outcome outcome = result.outcome();
    return switch (result.status()) {
      case PASS -> "";
      case FAIL ->
          element(
              "failure",
              "%d finding(s)".formatted(outcome.findings().size()),
              result.control().severity().id(),
              body(outcome, presentation));
      case UNKNOWN ->
          element(
              "error",
              outcome.doubts().get(0).problem().message(),
              "unknown",
              body(outcome, presentation));
      case WAIVED -> skipped("waived: " + outcome.waived().get(0).waiver().reason());
      case NOT_APPLICABLE ->
          skipped(
              outcome instanceof Outcome.Excused excused
                  ? "not applicable: " + excused.declaration().reason()
                  : "not applicable");
    };
  }

  private static String element(String name, String message, String type, String body) {
    return "      <%s message=\"%s\" type=\"%s\">%s</%s>\n"
        .formatted(name, XmlText.of(message), type, body, name);
  }

  private static String skipped(String message) {
    return "      <skipped message=\"%s\"/>\n".formatted(XmlText.of(message));
  }

  private static String body(Outcome outcome, Presentation presentation) {
    StringBuilder body = new StringBuilder();
    for (Finding finding : outcome.findings()) {
      String lead = presentation.place(finding.location()) + ": " + finding.subject() + ": ";
      entry(body, lead + finding.message(), finding.fix());
    }
    for (Doubt doubt : outcome.doubts()) {
      String place = presentation.place(doubt.location());
      entry(
          body,
          (place.isEmpty() ? "" : place + ": ") + doubt.problem().message(),
          doubt.problem().fix());
    }
    return body.toString();
  }

  private static void entry(StringBuilder body, String message, String fix) {
    body.append('\n').append(XmlText.of(message)).append("\n  mend: ").append(XmlText.of(fix));
  }
}
