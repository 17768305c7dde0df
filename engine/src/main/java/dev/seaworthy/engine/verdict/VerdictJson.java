package dev.seaworthy.engine.verdict;

import com.google.common.collect.Iterables;
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
    return CanonicalJson.of(tree(verdict));
  }

  /**
   * The verdict as {@link CanonicalJson#of} takes it. The trees of findings and evidence, of which
   * there may be hundreds of thousands, are made as they are walked, anew each time.
   */
  public static Map<String, Object> tree(Verdict verdict) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("schema", PREDICATE_TYPE);
    tree.put("verdict", verdict.status().id());
    release(tree, verdict.release());
    tree.put("controls", verdict.results().stream().map(VerdictJson::control).toList());
    tree.put("summary", summary(verdict));
    tree.put("gaps", Iterables.transform(verdict.snapshot().gaps(), Gap::toTree));
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
    verdict.previous().ifPresent(former -> tree.put("previous", former.toString()));
    return tree;
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
    tree.put("findings", Iterables.transform(result.outcome().findings(), Finding::toTree));
    tree.put("waived", Iterables.transform(result.outcome().waived(), VerdictJson::waived));
    tree.put("unknowns", Iterables.transform(result.outcome().doubts(), Doubt::toTree));
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
        "items", Iterables.transform(verdict.snapshot().evidence(), VerdictJson::reference));
  }

  private static Map<String, Object> reference(Evidence evidence) {
    return Map.of(
        "kind", evidence.kind(),
        "subject", evidence.subject().toTree(),
        "source", evidence.source().toTree(),
        "digest", evidence.digest().toString());
  }
}
