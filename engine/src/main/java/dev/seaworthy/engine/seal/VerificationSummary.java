package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A verdict as a Verification Summary (SLSA, https://slsa.dev/verification_summary/v1). It is there
 * whatever the verdict is, and says {@code FAILED} of all that is no pass.
 *
 * <p>{@code inputAttestations} is left out: once it names one, it has to name all, and evidence is
 * not kept apart by whether it was an attestation.
 */
final class VerificationSummary {
  static final String TYPE = "https://slsa.dev/verification_summary/v1";

  private VerificationSummary() {}

  static CanonicalJson of(VerdictStatement verdict) {
    JsonNode engine = verdict.predicate().path("engine");
    Map<String, Object> said = new TreeMap<>(verdict.extensions());
    said.put(
        "verifier",
        Map.of(
            "id",
            VerdictStatement.VERIFIER,
            "version",
            Map.of(
                VerdictStatement.text(engine, "name"), VerdictStatement.text(engine, "version"))));
    said.put("timeVerified", verdict.time());
    said.put("resourceUri", resource(verdict.predicate().path("candidate")));
    said.put("policy", Map.of("uri", VerdictStatement.POLICY, "digest", verdict.policyDigest()));
    said.put("verificationResult", verdict.passed() ? "PASSED" : "FAILED");
    // SLSA keeps names that begin with `SLSA_` for its own levels; this one claims none of them.
    said.put("verifiedLevels", List.of(verdict.passed() ? verdict.passName() : "FAILED"));
    return verdict.of(TYPE, said);
  }

  /** A package URL (purl) of no registry, for a candidate has none: names and a checksum. */
  private static String resource(JsonNode candidate) {
    return "pkg:generic/%s@%s?checksum=%s"
        .formatted(
            encoded(VerdictStatement.text(candidate, "name")),
            encoded(VerdictStatement.text(candidate, "version")),
            VerdictStatement.text(candidate, "digest"));
  }

  private static String encoded(String text) {
    // What a form encodes differs from RFC 3986 in these.
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
