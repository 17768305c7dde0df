package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a verdict covers, as a file of its own for people who audit: how many pieces of evidence of
 * each kind, what was asked for, and what could not be seen. It repeats the sealed verdict and must
 * agree with it.
 */
final class CoverageFile {
  static final String SCHEMA = "https://seaworthy.dev/schemas/bundle-coverage/v1";

  private CoverageFile() {}

  /** The bytes that go with {@code predicate}, a verdict. */
  static byte[] of(JsonNode predicate) {
    SortedMap<String, Integer> populations = new TreeMap<>();
    for (JsonNode item : predicate.path("evidence").path("items")) {
      populations.merge(item.path("kind").asText(), 1, Integer::sum);
    }
    return CanonicalJson.of(
            Map.of(
                "schema",
                SCHEMA,
                "populations",
                populations,
                "coverage",
                predicate.path("coverage"),
                "gaps",
                predicate.path("gaps")))
        .bytes();
  }
}
