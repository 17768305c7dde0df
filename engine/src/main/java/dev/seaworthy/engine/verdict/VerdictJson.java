package dev.seaworthy.engine.verdict;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.NotApplicable;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.policy.Waiver;
import java.util.Map;
import java.util.TreeMap;

/**
 * A verdict as JSON: what {@code --format json} prints and what a seal signs. The published schema
 * is {@value #SCHEMA_RESOURCE}.
 */
public final class VerdictJson {
  /** The predicate type of the sealed form. */
  public static final String PREDICATE_TYPE = "https://seaworthy.dev/verdict/v1";

  /** The JSON Schema, on the class path. */
  public static final String SCHEMA_RESOURCE = "/dev/seaworthy/schemas/verdict-v1.json";

  private VerdictJson() {}

  public static CanonicalJson of(Verdict verdict) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("schema", PREDICATE_TYPE);
    tree.put("verdict", verdict.status().id());
    release(tree, verdict.release());
    tree.put("controls", verdict.results().stream().map(VerdictJson::control).toList());
    tree.put("summary", summary(verdict));
    tree.put("gaps", verdict.snapshot().gaps().stream().map(Gap::toTree).toList());
    tree.put("coverage", verdict.snapshot().coverage().toTree());
    tree.put("evidence", evidence(verdict));
    tree.put("bundles", verdict.bundles().stream().map(Verdict.BundleUse::toTree).toList());
    tree.put("parameters", verdict.parameters());
    tree.put("failOn", verdict.failOn().id());
    tree.put("engine", verdict.identity().toTree());
    tree.put("agreement", verdict.agreement().id());
    tree.put("evaluatedAt", verdict.evaluatedAt().toString());
    tree.put("timePinned", verdict.timePinned());
    tree.put("validUntil", verdict.validUntil().toString());
    verdict.gate().ifPresent(gate -> tree.put("gate", gate.toTree()));
    return CanonicalJson.of(tree);
  }

  private static void release(Map<String, Object> tree, Release release) {
    tree.put("candidate", release.candidate().toTree());
    tree.put("environment", release.environment());
    tree.put("architecture", release.architecture());
    tree.put("waivers", release.waivers().stream().map(Waiver::toTree).toList());
    tree.put("notApplicable", release.notApplicable().stream().map(NotApplicable::toTree).toList());
  }

  private static Map<String, Object> control(ControlResult result) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("id", result.control().id());
    tree.put("title", result.control().title());
    tree.put("bundle", result.bundle());
    tree.put("status", result.status().id());
    tree.put("severity", result.control().severity().id());
    tree.put("stage", result.control().stage().id());
    tree.put("judged", result.judged());
    tree.put("findings", result.outcome().findings().stream().map(Finding::toTree).toList());
    tree.put("waived", result.outcome().waived().stream().map(VerdictJson::waived).toList());
    tree.put("unknowns", result.outcome().doubts().stream().map(Doubt::toTree).toList());
    if (result.outcome() instanceof Outcome.Excused excused) {
      tree.put("reason", excused.declaration().reason());
    }
    return tree;
  }

  private static Map<String, Object> waived(Outcome.WaivedFinding waived) {
    return Map.of("finding", waived.finding().toTree(), "waiver", waived.waiver().toTree());
  }

  private static Map<String, Object> summary(Verdict verdict) {
    Map<String, Object> counts = new TreeMap<>();
    for (Status status : Status.values()) {
      counts.put(status.id(), verdict.count(status));
    }
    counts.put(
        "findings",
        verdict.results().stream().mapToInt(one -> one.outcome().findings().size()).sum());
    return counts;
  }

  private static Map<String, Object> evidence(Verdict verdict) {
    return Map.of(
        "snapshot", verdict.snapshot().digest().toString(),
        "items", verdict.snapshot().evidence().stream().map(VerdictJson::reference).toList());
  }

  private static Map<String, Object> reference(Evidence evidence) {
    return Map.of(
        "kind", evidence.kind(),
        "subject", evidence.subject().toTree(),
        "source", evidence.source().toTree(),
        "digest", evidence.digest().toString());
  }
}
