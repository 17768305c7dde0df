package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds what policies see as {@code input}. What many inputs have in common is made once: as text
 * for the runtime that takes text, as values for the one that takes values.
 */
final class Inputs {
  private final Map<String, CanonicalJson> common;
  private final ObjectValue commonValue;
  private final EvidenceValues values;

  /**
   * @param values of the evaluation's evidence, and maybe of more
   */
  Inputs(Evaluation evaluation, EvidenceValues values) {
    this.values = values;
    common =
        Map.of(
            "now", CanonicalJson.of(evaluation.now().getEpochSecond()),
            "parameters", evaluation.parameters(),
            "release", CanonicalJson.of(evaluation.release()));
    commonValue = (ObjectValue) values.reader().read(CanonicalJson.of(new TreeMap<>(common)));
  }

  /** The input of object-scoped controls. */
  Input object(Evidence evidence) {
    return Input.of(
        () ->
            json(
                Map.of(
                    "kind", CanonicalJson.of(evidence.kind()),
                    "subject", CanonicalJson.of(evidence.subject().toTree()),
                    "object", evidence.content())),
        () -> {
          EvidenceValue.Parts parts = values.partsOf(evidence);
          ObjectValue input = commonValue.copy();
          input.put(text("kind"), text(evidence.kind()));
          input.put(text("subject"), parts.subject());
          input.put(text("object"), parts.content());
          return input.sort();
        },
        evidence.content().size());
  }

  /**
   * The input of snapshot-scoped controls: every kind they need or read, present even if empty.
   *
   * @param numbered the evidence in the order of the ids that findings name
   */
  Input snapshot(Collection<String> kinds, List<Evidence> numbered) {
    return Input.of(
        () -> json(Map.of("evidence", snapshotJson(kinds, numbered))),
        () -> {
          ObjectValue input = commonValue.copy();
          input.put(text("evidence"), snapshotValue(kinds, numbered));
          return input.sort();
        },
        numbered.stream().mapToLong(evidence -> evidence.content().size()).sum());
  }

  private static CanonicalJson snapshotJson(Collection<String> kinds, List<Evidence> numbered) {
    Map<String, List<Object>> byKind = new TreeMap<>();
    kinds.forEach(kind -> byKind.put(kind, new ArrayList<>()));
    for (int id = 0; id < numbered.size(); id++) {
      Map<String, Object> item = new TreeMap<>(about(id, numbered.get(id)));
      item.put("content", numbered.get(id).content());
      byKind.getOrDefault(numbered.get(id).kind(), new ArrayList<>()).add(item);
    }
    return CanonicalJson.of(byKind);
  }

  private Value snapshotValue(Collection<String> kinds, List<Evidence> numbered) {
    Map<String, ArrayValue> byKind = new TreeMap<>();
    kinds.forEach(kind -> byKind.put(kind, ArrayValue.withCapacity(0)));
    for (int id = 0; id < numbered.size(); id++) {
      byKind
          .getOrDefault(numbered.get(id).kind(), ArrayValue.withCapacity(1))
          .add(values.partsOf(numbered.get(id)).item(id));
    }
    ObjectValue value = new ObjectValue();
    byKind.forEach((kind, items) -> value.put(text(kind), items));
    return value.sort();
  }

  /** A numbered piece of evidence but for its content. */
  private static Map<String, Object> about(int id, Evidence evidence) {
    return Map.of(
        "id", id, "subject", evidence.subject().toTree(), "source", evidence.source().toTree());
  }

  private CanonicalJson json(Map<String, CanonicalJson> parts) {
    Map<String, Object> input = new TreeMap<>(common);
    input.putAll(parts);
    return CanonicalJson.of(input);
  }

  private static StringValue text(String text) {
    return StringValue.of(text);
  }
}
