package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.disclosure.Pointers;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.SnapshotReader;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Dependence;
import dev.seaworthy.engine.policy.Evaluation;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.Tracer;
import dev.seaworthy.engine.verdict.Assessment;
import dev.seaworthy.engine.verdict.Assessor;
import dev.seaworthy.engine.verdict.Verdict;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges again what a redacted bundle shows. Controls that may depend on what is hidden are
 * indeterminate, whatever they say of the rest; all others must give the recorded result.
 */
final class RedactedReplay {
  /** What of a verdict depends on all controls. */
  private static final Set<String> OF_ALL = Set.of("verdict", "summary", "validUntil", "agreement");

  private final SortedMap<String, byte[]> files;
  private final JsonNode recorded;
  private final SortedMap<Integer, List<Dependence.Hidden>> hidden = new TreeMap<>();

  private RedactedReplay(SortedMap<String, byte[]> files, JsonNode recorded) {
    this.files = files;
    this.recorded = recorded;
    RedactionFile.parse(EvidenceBundle.file(files, RedactionFile.NAME))
        .hidden()
        .keySet()
        .forEach(this::add);
  }

  private void add(String pointer) {
    List<String> steps = Pointers.steps(pointer).orElse(List.of());
    if (steps.size() > 3 && steps.get(0).equals("snapshot")) {
      hidden
          .computeIfAbsent(Integer.valueOf(steps.get(2)), any -> new ArrayList<>())
          .add(
              new Dependence.Hidden(
                  pointer.substring("/snapshot".length()), steps.subList(4, steps.size())));
    }
  }

  /** As {@link Replay#of}, of a redacted bundle that holds. */
  static Replay of(
      SortedMap<String, byte[]> files, PolicyRuntime runtime, int threads, Tracer tracer)
      throws BundleException, PolicyException {
    try {
      JsonNode recorded = Replay.predicate(files);
      return new RedactedReplay(files, recorded).run(new Assessor(runtime, threads), tracer);
    } catch (NotCanonicalException | IllegalArgumentException | DateTimeException e) {
      throw Replay.unreadable(e);
    }
  }

  private Replay run(Assessor assessor, Tracer tracer) throws BundleException, PolicyException {
    List<PolicyBundle> policies = Replay.policies(files, recorded.path("bundles"));
    Snapshot snapshot =
        SnapshotReader.readRedacted(EvidenceBundle.file(files, EvidenceBundle.SNAPSHOT));
    Assessment assessment =
        new RecordedAssessment(recorded)
            .with(ShownPlaces.in(files, snapshot.evidence().size()).applyTo(snapshot), policies);
    Verdict judged = assessor.assess(assessment);
    List<Replay.Indeterminate> open = indeterminate(judged, policies, tracer);
    JsonNode before = comparable(recorded, open);
    JsonNode after = comparable(Replay.replayed(recorded, judged).node(), open);
    return new Replay(
        CanonicalJson.of(before).equals(CanonicalJson.of(after)),
        VerdictDifference.between(before, after),
        assessment.identity(),
        open);
  }

  private List<Replay.Indeterminate> indeterminate(
      Verdict judged, List<PolicyBundle> policies, Tracer tracer) throws PolicyException {
    List<Replay.Indeterminate> open = new ArrayList<>();
    for (PolicyBundle bundle : policies) {
      Dependence dependence = dependence(judged, bundle, tracer);
      for (ControlResult result : judged.results()) {
        if (result.bundle().equals(bundle.name())) {
          dependence
              .of(result)
              .ifPresent(
                  why ->
                      open.add(
                          new Replay.Indeterminate(bundle.name(), result.control().id(), why)));
        }
      }
    }
    return open;
  }

  private Dependence dependence(Verdict judged, PolicyBundle bundle, Tracer tracer)
      throws PolicyException {
    Evaluation evaluation =
        new Evaluation(
            bundle,
            bundle.controls(),
            judged.snapshot(),
            CanonicalJson.of(judged.parameters().node().path(bundle.name())),
            judged.release().toPolicyInput(),
            judged.evaluatedAt(),
            judged.release().waivers(),
            judged.release().notApplicable());
    return tracer.dependence(evaluation, hidden);
  }

  /**
   * A verdict without what cannot be told. The digests of the evidence are the recorded ones: that
   * what is shown belongs to them, verifying proved.
   */
  private JsonNode comparable(JsonNode verdict, List<Replay.Indeterminate> open) {
    ObjectNode kept = verdict.deepCopy();
    kept.set("evidence", recorded.path("evidence"));
    boolean mayExpire = hidden.values().stream().flatMap(List::stream).anyMatch(this::mayExpire);
    if (mayExpire) {
      kept.remove("validUntil");
    }
    if (open.isEmpty()) {
      return kept;
    }
    kept.remove(OF_ALL);
    Set<Map.Entry<String, String>> ids = new HashSet<>();
    open.forEach(one -> ids.add(Map.entry(one.bundle(), one.control())));
    ArrayNode controls = kept.putArray("controls");
    for (JsonNode control : verdict.path("controls")) {
      Map.Entry<String, String> id =
          Map.entry(control.path("bundle").asText(), control.path("id").asText());
      if (!ids.contains(id)) {
        controls.add(control);
      }
    }
    return kept;
  }

  /** Evidence may say until when it holds, and then the verdict holds no longer. */
  private boolean mayExpire(Dependence.Hidden part) {
    return part.steps().isEmpty() || part.steps().equals(List.of("expires"));
  }
}
