package dev.seaworthy.cli.format;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reports of openreports.io/v1alpha1 as JSON that {@code kubectl apply} takes: one for each
 * namespace with findings, and one of the cluster for all else.
 *
 * @see <a href="https://github.com/openreports/reports-api">The custom resource definitions</a>
 */
final class OpenReportsFormat implements TextFormat {
  private static final String VERSION = "openreports.io/v1alpha1";

  /** What Kubernetes takes for the name of a namespace (RFC 1123). */
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final List<String> RESULTS = List.of("pass", "fail", "warn", "error", "skip");

  @Override
  public String name() {
    return "openreports";
  }

  @Override
  public void write(Report report, Presentation presentation, Appendable out) throws IOException {
    Verdict verdict = report.verdict();
    TreeMap<String, List<Map<String, Object>>> byNamespace = new TreeMap<>();
    byNamespace.put("", new ArrayList<>());
    new OpenReportsResults(verdict, presentation)
        .all()
        .forEach(
            one ->
                byNamespace
                    .computeIfAbsent(place(one.namespace()), key -> new ArrayList<>())
                    .add(one.tree()));
    List<Object> items = new ArrayList<>();
    byNamespace.forEach((namespace, results) -> items.add(report(verdict, namespace, results)));
    PrettyJson.write(
        CanonicalJson.of(Map.of("apiVersion", "v1", "kind", "List", "items", items)), out);
  }

  /** What could be no namespace has no report of its own. */
  private static String place(String namespace) {
    return NAMESPACE.matcher(namespace).matches() ? namespace : "";
  }

  private static Map<String, Object> report(
      Verdict verdict, String namespace, List<Map<String, Object>> results) {
    Map<String, Object> report = new TreeMap<>();
    report.put("apiVersion", VERSION);
    report.put("kind", namespace.isEmpty() ? "ClusterReport" : "Report");
    report.put("metadata", metadata(verdict, namespace));
    report.put("source", OpenReportsResults.SOURCE);
    report.put("summary", summary(results));
    report.put("results", results);
    return report;
  }

  private static Map<String, Object> metadata(Verdict verdict, String namespace) {
    Candidate candidate = verdict.release().candidate();
    Map<String, Object> metadata = new TreeMap<>();
    // A candidate's name need not be one of Kubernetes.
    Digest name = Digest.of(candidate.name().getBytes(StandardCharsets.UTF_8));
    metadata.put("name", "seaworthy-" + name.hex().substring(0, 12));
    metadata.put("labels", Map.of("app.kubernetes.io/managed-by", OpenReportsResults.SOURCE));
    metadata.put(
        "annotations",
        Map.of(
            "seaworthy.dev/candidate", candidate.name() + " " + candidate.version(),
            "seaworthy.dev/digest", candidate.digest().toString(),
            "seaworthy.dev/verdict", verdict.status().id(),
            "seaworthy.dev/valid-until", verdict.validUntil().toString()));
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return metadata;
  }

  private static Map<String, Object> summary(List<Map<String, Object>> results) {
    Map<String, Object> summary = new TreeMap<>();
    for (String kind : RESULTS) {
      summary.put(
          kind, (int) results.stream().filter(one -> kind.equals(one.get("result"))).count());
    }
    return summary;
  }

  /** OpenReports' word for how a control ended that has nothing more to say. */
  static String result(Status status) {
    return switch (status) {
      case PASS -> "pass";
      case FAIL -> "fail";
      case UNKNOWN -> "error";
      case WAIVED, NOT_APPLICABLE -> "skip";
    };
  }
}
