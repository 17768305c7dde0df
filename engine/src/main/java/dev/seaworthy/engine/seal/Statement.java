package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import java.util.List;
import java.util.Map;

/** What is signed: in-toto Statements v1, in canonical JSON. */
final class Statement {
  static final String TYPE = "https://in-toto.io/Statement/v1";

  private Statement() {}

  /** What {@code predicate} says of one subject, which its digest tells from others. */
  static CanonicalJson about(String name, Digest digest, String predicateType, Object predicate) {
    return CanonicalJson.of(
        Map.of(
            "_type", TYPE,
            "subject", List.of(Map.of("name", name, "digest", Map.of("sha256", digest.hex()))),
            "predicateType", predicateType,
            "predicate", predicate));
  }
}
