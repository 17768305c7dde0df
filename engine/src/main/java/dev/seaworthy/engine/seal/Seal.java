package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.verdict.Agreement;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Verdict;
import dev.seaworthy.engine.verdict.VerdictJson;

/** Seals verdicts: an in-toto Statement v1 about the candidate, signed in a DSSE envelope. */
public final class Seal {
  private Seal() {}

  /**
   * The sealed verdict as a file; the same verdict and key in memory give the same bytes.
   *
   * @throws IllegalArgumentException if the runtimes disagree on the verdict
   */
  public static byte[] of(Verdict verdict, Signer key) {
    if (verdict.agreement() == Agreement.DISAGREED) {
      throw new IllegalArgumentException("a verdict on which runtimes disagree is not sealed");
    }
    return Envelope.sign(statement(verdict).bytes(), key).toFile();
  }

  private static CanonicalJson statement(Verdict verdict) {
    Candidate candidate = verdict.release().candidate();
    return Statement.about(
        candidate.name() + "@" + candidate.version(),
        candidate.digest(),
        VerdictJson.PREDICATE_TYPE,
        VerdictJson.of(verdict));
  }
}
