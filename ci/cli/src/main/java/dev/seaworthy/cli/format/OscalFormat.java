package dev.seaworthy.cli.format;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * OSCAL Assessment Results as JSON (NIST), with the assessment plan that they name inside: one
 * observation for each finding, waived finding and doubt, and a conclusion for each control.
 *
 * @see <a href="https://pages.nist.gov/OSCAL/">OSCAL</a>
 */
final class OscalFormat implements TextFormat {
  @Override
  public String name() {
    return "oscal";
  }

  @Override
  public void write(Report report, Presentation presentation, Appendable out) throws IOException {
    Verdict verdict = report.verdict();
    OscalIds ids = new OscalIds(verdict);
    OscalPlan plan = new OscalPlan(verdict, ids);
    PrettyJson.write(
        CanonicalJson.of(
            Map.of(
                "assessment-results",
                Map.of(
                    "uuid",
                    ids.of("assessment-results"),
                    "metadata",
                    plan.metadata("Assessment results of "),
                    "import-ap",
                    Map.of("href", "#" + ids.of("plan-resource")),
                    "results",
                    List.of(new OscalResult(verdict, presentation, ids, plan).tree()),
                    "back-matter",
                    Map.of("resources", List.of(resource(ids, plan)))))),
        out);
  }

  private static Map<String, Object> resource(OscalIds ids, OscalPlan plan) {
    byte[] bytes = CanonicalJson.of(plan.document()).bytes();
    return Map.of(
        "uuid",
        ids.of("plan-resource"),
        "title",
        "Assessment plan",
        "base64",
        Map.of(
            "filename",
            "assessment-plan.json",
            "media-type",
            "application/oscal+json",
            "value",
            Base64.getEncoder().encodeToString(bytes)));
  }
}
