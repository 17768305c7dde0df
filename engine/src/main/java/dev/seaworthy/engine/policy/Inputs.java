package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds what policies see as {@code input}. */
final class Inputs {
  private final Evaluation evaluation;

  Inputs(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** The input of an object-scoped control. */
  CanonicalJson object(Evidence evidence) {
    Map<String, Object> input = common();
    input.put("kind", evidence.kind());
    input.put("subject", evidence.subject().toTree());
    input.put("object", evidence.content());
    return CanonicalJson.of(input);
  }

  /**
   * The input of a snapshot-scoped control: every kind it needs or reads, present even if empty.
   *
   * @param numbered the evidence in the order of the ids that findings name
   */
  CanonicalJson snapshot(Control control, List<Evidence> numbered) {
    Map<String, List<Object>> byKind = new TreeMap<>();
    control.kinds().forEach(kind -> byKind.put(kind, new ArrayList<>()));
    for (int id = 0; id < numbered.size(); id++) {
      Evidence evidence = numbered.get(id);
      List<Object> ofKind = byKind.get(evidence.kind());
      if (ofKind != null) {
        ofKind.add(
            Map.of(
                "id", id,
                "subject", evidence.subject().toTree(),
                "source", evidence.source().toTree(),
                "content", evidence.content()));
      }
    }
    Map<String, Object> input = common();
    input.put("evidence", byKind);
    return CanonicalJson.of(input);
  }

  private Map<String, Object> common() {
    Map<String, Object> input = new TreeMap<>();
    input.put("now", evaluation.now().getEpochSecond());
    input.put("parameters", evaluation.parameters());
    input.put("release", evaluation.release());
    return input;
  }
}
