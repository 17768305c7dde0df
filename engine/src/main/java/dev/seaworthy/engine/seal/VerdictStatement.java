package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What statements about a verdict have in common: they say less than it does, in the words of
 * others, about the same candidate.
 *
 * @param predicate the verdict
 * @param seal the digest of the sealed verdict's file
 */
record VerdictStatement(JsonNode predicate, Digest seal) {
  /** Who judges: this program. It is versioned with what a verdict means, not with each build. */
  static final String VERIFIER = "https://seaworthy.dev/verifier/v1";

  /** Names what was demanded; its digest is of {@link #policyDigest}. */
  static final String POLICY = "https://seaworthy.dev/policy-set/v1";

  /** Says that the verdict is a pass. */
  static final String PASS = "SEAWORTHY_PASS";

  /** The same as of a time that was chosen, so that nobody takes a rehearsal for a pass. */
  static final String REHEARSAL = "SEAWORTHY_REHEARSAL_PASS";

  /** Extension fields of in-toto predicates have URIs for names. */
  private static final String EXTENSION = "https://seaworthy.dev/verdict/v1#";

  /** The statement, of which {@code said} is the predicate. */
  CanonicalJson of(String predicateType, Map<String, Object> said) {
    JsonNode candidate = predicate.path("candidate");
    return Statement.about(
        text(candidate, "name") + "@" + text(candidate, "version"),
        Digest.parse(text(candidate, "digest")),
        predicateType,
        said);
  }

  boolean passed() {
    return text(predicate, "verdict").equals("pass");
  }

  /** What a verdict that passed is called. */
  String passName() {
    return predicate.path("timePinned").asBoolean() ? REHEARSAL : PASS;
  }

  /** The time as of which was judged. */
  String time() {
    return text(predicate, "evaluatedAt");
  }

  /** The ids of the controls that ended in one of {@code statuses}, in the verdict's order. */
  List<String> controls(String... statuses) {
    List<String> wanted = List.of(statuses);
    List<String> ids = new ArrayList<>();
    for (JsonNode control : predicate.path("controls")) {
      if (wanted.contains(text(control, "status"))) {
        ids.add(text(control, "id"));
      }
    }
    return ids;
  }

  /** The policy bundles that judged, as in-toto's resource descriptors. */
  List<Map<String, Object>> policies() {
    List<Map<String, Object>> policies = new ArrayList<>();
    for (JsonNode use : predicate.path("bundles")) {
      policies.add(
          Map.of(
              "name",
              EvidenceBundle.policyFile(text(use, "name"), text(use, "version")),
              "digest",
              sha256(text(use, "digest"))));
    }
    return policies;
  }

  /**
   * The digest of what was demanded, whoever was judged: the canonical JSON (RFC 8785) of the
   * policies, the ids of the controls, the severity that fails, and the parameters.
   */
  Map<String, String> policyDigest() {
    List<String> controls = new ArrayList<>();
    predicate.path("controls").forEach(control -> controls.add(text(control, "id")));
    CanonicalJson demanded =
        CanonicalJson.of(
            Map.of(
                "policies",
                policies(),
                "controls",
                controls,
                "failOn",
                predicate.path("failOn"),
                "parameters",
                predicate.path("parameters")));
    return Map.of("sha256", demanded.digest().hex());
  }

  /** What the verdict says that the predicates of others have no field for. */
  Map<String, Object> extensions() {
    Map<String, Object> fields = new TreeMap<>();
    fields.put(EXTENSION + "seal", Map.of("sha256", seal.hex()));
    for (String field : List.of("verdict", "environment", "timePinned", "validUntil", "summary")) {
      fields.put(EXTENSION + field, predicate.path(field));
    }
    return fields;
  }

  static Map<String, String> sha256(String digest) {
    return Map.of("sha256", Digest.parse(digest).hex());
  }

  static String text(JsonNode node, String key) {
    return node.path(key).asText();
  }
}
