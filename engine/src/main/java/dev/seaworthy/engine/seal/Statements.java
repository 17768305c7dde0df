package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.Signer;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The statements beside a sealed verdict, for tools that know the predicates of others: each a
 * Sigstore bundle with one signature of the sealer. The sealed verdict alone determines what they
 * say.
 */
final class Statements {
  static final String SUMMARY = BagIt.PAYLOAD + "vsa.sigstore.json";
  static final String SIMPLE = BagIt.PAYLOAD + "svr.sigstore.json";
  static final String TESTS = BagIt.PAYLOAD + "test-result.sigstore.json";

  private Statements() {}

  /** The files beside a sealed verdict. */
  static SortedMap<String, byte[]> of(byte[] seal, Signer key) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    said(seal)
        .forEach(
            (name, statement) ->
                files.put(name, SigstoreBundle.of(Envelope.sign(statement.bytes(), key).toFile())));
    return files;
  }

  /** What is to be said of a sealed verdict, by the name of the file that says it. */
  static SortedMap<String, CanonicalJson> said(byte[] seal) {
    return said(
        CanonicalJson.canonicalNode(Envelope.parse(seal).payload()).path("predicate"), seal);
  }

  /**
   * The same.
   *
   * @param predicate of {@code seal}
   */
  static SortedMap<String, CanonicalJson> said(JsonNode predicate, byte[] seal) {
    VerdictStatement verdict = new VerdictStatement(predicate, Digest.of(seal));
    SortedMap<String, CanonicalJson> said = new TreeMap<>();
    said.put(SUMMARY, VerificationSummary.of(verdict));
    said.put(TESTS, TestResult.of(verdict));
    if (verdict.passed()) {
      said.put(SIMPLE, SimpleResult.of(verdict));
    }
    return said;
  }
}
