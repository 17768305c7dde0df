package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.verdict.Gate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads from a verdict which gate it was sealed to open, and which verdicts it names. */
final class RecordedGate {
  private RecordedGate() {}

  /**
   * The gate; empty for the verdict of a check.
   *
   * @param predicate a verdict that fits its schema
   * @throws IllegalArgumentException if it rests on a stage that is not before its own
   */
  static Optional<Gate> in(JsonNode predicate) {
    JsonNode gate = predicate.path("gate");
    if (gate.isMissingNode()) {
      return Optional.empty();
    }
    Map<Stage, Digest> after = new EnumMap<>(Stage.class);
    for (JsonNode one : gate.path("after")) {
      after.put(stage(one), digest(one.path("verdict")));
    }
    return Optional.of(new Gate(stage(gate), after, named(gate.path("replaces"))));
  }

  /** The sealed verdict before it; empty where it names none. */
  static Optional<Digest> previous(JsonNode predicate) {
    return named(predicate.path("previous"));
  }

  private static Optional<Digest> named(JsonNode node) {
    return node.isMissingNode() ? Optional.empty() : Optional.of(digest(node));
  }

  private static Stage stage(JsonNode node) {
    return Stage.parse(node.path("stage").asText())
        .orElseThrow(() -> new IllegalArgumentException("it names a stage that there is not"));
  }

  private static Digest digest(JsonNode node) {
    return Digest.parse(node.asText());
  }
}
