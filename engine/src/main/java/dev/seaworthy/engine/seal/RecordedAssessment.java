package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.NotApplicable;
import dev.seaworthy.engine.policy.Parameter;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Waiver;
import dev.seaworthy.engine.verdict.Assessment;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Identity;
import dev.seaworthy.engine.verdict.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads from a verdict what it was asked to judge, so that it can be asked again. */
final class RecordedAssessment {
  private final JsonNode predicate;

  /**
   * @param predicate a verdict that fits its schema
   */
  RecordedAssessment(JsonNode predicate) {
    this.predicate = predicate;
  }

  /**
   * The assessment.
   *
   * @param bundles those that the verdict names, in its order
   * @throws IllegalArgumentException if the verdict names what cannot be
   * @throws java.time.DateTimeException if a time is none
   */
  Assessment with(Snapshot snapshot, List<PolicyBundle> bundles) {
    return new Assessment(
        release(),
        snapshot,
        bundles,
        all(predicate.path("bundles"), "evaluated"),
        only(bundles),
        parameters(bundles),
        Severity.parse(text(predicate, "failOn"))
            .orElseThrow(() -> new IllegalArgumentException("`failOn` is no severity")),
        Instant.parse(text(predicate, "evaluatedAt")),
        predicate.path("timePinned").asBoolean(),
        identity());
  }

  /** What says it produced the verdict. */
  Identity identity() {
    JsonNode engine = predicate.path("engine");
    return new Identity(text(engine, "version"), text(engine, "digest"), text(engine, "runtime"));
  }

  private Release release() {
    JsonNode candidate = predicate.path("candidate");
    List<Waiver> waivers = new ArrayList<>();
    predicate.path("waivers").forEach(node -> waivers.add(waiver(node)));
    List<NotApplicable> excused = new ArrayList<>();
    for (JsonNode node : predicate.path("notApplicable")) {
      excused.add(
          new NotApplicable(text(node, "control"), text(node, "reason"), text(node, "owner")));
    }
    return new Release(
        new Candidate(
            text(candidate, "name"),
            text(candidate, "version"),
            Digest.parse(text(candidate, "digest"))),
        text(predicate, "environment"),
        text(predicate, "architecture"),
        waivers,
        excused);
  }

  private static Waiver waiver(JsonNode node) {
    return new Waiver(
        text(node, "control"),
        text(node, "rule"),
        Subject.fromTree(node.path("subject")),
        text(node, "owner"),
        text(node, "reason"),
        Instant.parse(text(node, "expires")),
        text(node, "fingerprint"));
  }

  /**
   * Where fewer controls were judged than there are, only the ones with a result were asked for.
   */
  private Set<String> only(List<PolicyBundle> bundles) {
    JsonNode uses = predicate.path("bundles");
    boolean chosen = false;
    for (int i = 0; i < bundles.size(); i++) {
      chosen |= uses.path(i).path("controls").asInt() < bundles.get(i).controls().size();
    }
    Set<String> ids = new TreeSet<>();
    if (chosen) {
      predicate.path("controls").forEach(control -> ids.add(text(control, "id")));
    }
    return ids;
  }

  /** The values that were set: those that differ from a default. */
  private Map<String, CanonicalJson> parameters(List<PolicyBundle> bundles) {
    Map<String, CanonicalJson> set = new TreeMap<>();
    for (PolicyBundle bundle : bundles) {
      JsonNode values = predicate.path("parameters").path(bundle.name());
      for (Parameter parameter : bundle.parameters()) {
        JsonNode value = values.path(parameter.name());
        if (!value.isMissingNode() && !CanonicalJson.of(value).equals(parameter.defaultValue())) {
          set.put(parameter.name(), CanonicalJson.of(value));
        }
      }
    }
    return set;
  }

  private static boolean all(JsonNode nodes, String flag) {
    boolean all = true;
    for (JsonNode node : nodes) {
      all &= node.path(flag).asBoolean();
    }
    return all;
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asText();
  }
}
