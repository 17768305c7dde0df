package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.seal.SealReport.Check;
import dev.seaworthy.engine.seal.SealReport.Claim;
import dev.seaworthy.engine.seal.SealReport.Result;
import dev.seaworthy.engine.verdict.VerdictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a sealed verdict: its form, who signed it, what it is about, its schema, and that the
 * evidence at hand is the evidence that was judged. A check that fails stops those that lean on it.
 */
public final class SealVerifier {
  private final List<Check> checks = new ArrayList<>();

  private SealVerifier() {}

  /**
   * Checks {@code file}.
   *
   * @param key whose seal it must be
   * @param snapshot the snapshot file that lies beside the verdict, if it is at hand
   */
  public static SealReport verify(byte[] file, VerificationKey key, Optional<byte[]> snapshot) {
    SealVerifier verifier = new SealVerifier();
    Optional<Claim> claim = verifier.run(file, key, snapshot);
    return new SealReport(verifier.checks, claim);
  }

  private Optional<Claim> run(byte[] file, VerificationKey key, Optional<byte[]> snapshot) {
    try {
      Envelope envelope = Envelope.parse(file);
      passed("envelope", "one DSSE envelope in canonical form");
      require(envelope.keyId().equals(key.id()), "key", "it names `%s`".formatted(key.id()));
      require(envelope.isSignedBy(key), "signature", "ECDSA P-256 over the whole statement");
      JsonNode statement = CanonicalJson.canonicalNode(envelope.payload());
      JsonNode predicate = statement.path("predicate");
      checkStatement(statement, predicate);
      VerdictSchema.firstViolation(predicate)
          .ifPresentOrElse(
              violation -> failed("schema", violation), () -> passed("schema", "verdict v1"));
      checkEvidence(predicate, snapshot);
      return Optional.of(claim(predicate));
    } catch (NotCanonicalException e) {
      failed("envelope", e.getMessage());
    } catch (Broken e) {
      failed(e.check, e.detail);
    }
    return Optional.empty();
  }

  private void checkStatement(JsonNode statement, JsonNode predicate) {
    boolean typed =
        statement.path("_type").asText().equals(Statement.TYPE)
            && statement.path("predicateType").asText().equals(VerdictJson.PREDICATE_TYPE);
    require(typed, "statement", "an in-toto Statement v1 with a Seaworthy verdict");
    JsonNode subject = statement.path("subject").path(0);
    String signedFor = "sha256:" + subject.path("digest").path("sha256").asText();
    require(
        signedFor.equals(predicate.path("candidate").path("digest").asText()),
        "subject",
        "it is about `%s`".formatted(subject.path("name").asText()));
  }

  private void checkEvidence(JsonNode predicate, Optional<byte[]> snapshot) {
    if (snapshot.isEmpty()) {
      checks.add(new Check("evidence", Result.SKIPPED, "the snapshot is not at hand"));
      return;
    }
    SnapshotCheck.firstMismatch(predicate, snapshot.get())
        .ifPresentOrElse(
            mismatch -> failed("evidence", mismatch),
            () ->
                passed(
                    "evidence",
                    "all %d digests match the snapshot"
                        .formatted(predicate.path("evidence").path("items").size())));
  }

  private static Claim claim(JsonNode predicate) {
    JsonNode candidate = predicate.path("candidate");
    try {
      return new Claim(
          predicate.path("verdict").asText(),
          candidate.path("name").asText() + " " + candidate.path("version").asText(),
          Digest.parse(candidate.path("digest").asText()),
          Instant.parse(predicate.path("evaluatedAt").asText()),
          Instant.parse(predicate.path("validUntil").asText()));
    } catch (DateTimeException e) {
      throw new Broken("schema", "a time is not RFC 3339");
    } catch (IllegalArgumentException e) {
      throw new Broken("schema", "the candidate's digest is no SHA-256");
    }
  }

  private void require(boolean holds, String check, String detail) {
    if (!holds) {
      throw new Broken(check, "not so: " + detail);
    }
    passed(check, detail);
  }

  private void passed(String check, String detail) {
    checks.add(new Check(check, Result.PASSED, detail));
  }

  private void failed(String check, String detail) {
    checks.add(new Check(check, Result.FAILED, detail));
  }

  /** A check failed on which the rest leans. */
  private static final class Broken extends RuntimeException {
    private final String check;
    private final String detail;

    Broken(String check, String detail) {
      super(detail);
      this.check = check;
      this.detail = detail;
    }
  }
}
