package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who handled the evidence, step by step, and when by their own clock.
 *
 * @param collectedFrom when collecting began
 * @param sealedAt when the bundle was sealed
 */
public record Custody(Instant collectedFrom, Instant sealedAt) {
  static final String SCHEMA = "https://seaworthy.dev/schemas/custody/v1";

  /** The file that goes with {@code predicate}, a verdict that the key {@code keyId} sealed. */
  byte[] toFile(JsonNode predicate, String keyId) {
    JsonNode engine = predicate.path("engine");
    Map<String, Object> collect =
        Map.of(
            "step",
            "collect",
            "by",
            engine,
            "from",
            collectedFrom.toString(),
            "requested",
            predicate.path("coverage").path("requested"));
    Map<String, Object> judge =
        Map.of(
            "step",
            "judge",
            "by",
            engine,
            "asOf",
            predicate.path("evaluatedAt"),
            "timeChosen",
            predicate.path("timePinned"));
    Map<String, Object> seal = Map.of("step", "seal", "by", keyId, "at", sealedAt.toString());
    return CanonicalJson.of(Map.of("schema", SCHEMA, "steps", List.of(collect, judge, seal)))
        .bytes();
  }

  /** Reads the times of a file; empty when it has none. */
  static Optional<Custody> read(byte[] file) {
    try {
      JsonNode steps = CanonicalJson.canonicalNode(file).path("steps");
      return Optional.of(
          new Custody(
              Instant.parse(steps.path(0).path("from").asText()),
              Instant.parse(steps.path(2).path("at").asText())));
    } catch (NotCanonicalException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
