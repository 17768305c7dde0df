package dev.seaworthy.engine.gate;

import static dev.seaworthy.engine.verdict.Samples.NOW;
import static dev.seaworthy.engine.verdict.Samples.thing;

import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.verdict.Assessment;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Release;
import dev.seaworthy.engine.verdict.Samples;
import dev.seaworthy.engine.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Verdicts that pass, fail or are unknown, at chosen moments, and questions about them. */
final class GateSamples {
  static final SigningKey KEY = SigningKey.generate(new SecureRandom());
  static final SigningKey STRANGER = SigningKey.generate(new SecureRandom());
  static final Digest CANDIDATE = digest("artefact");

  private GateSamples() {}

  static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Verdict pass(Duration after) {
    return judged(Samples.snapshot(thing("a", false)), CANDIDATE, NOW.plus(after), false);
  }

  static Verdict fail(Duration after) {
    return judged(Samples.snapshot(thing("a", true)), CANDIDATE, NOW.plus(after), false);
  }

  static Verdict unknown(Duration after) {
    return judged(Samples.snapshot(), CANDIDATE, NOW.plus(after), false);
  }

  static Verdict rehearsed(Duration after) {
    return judged(Samples.snapshot(thing("a", false)), CANDIDATE, NOW.plus(after), true);
  }

  static Verdict ofAnother(Duration after) {
    return judged(Samples.snapshot(thing("a", false)), digest("other"), NOW.plus(after), false);
  }

  static Question at(Duration after) {
    return new Question(CANDIDATE, List.of(KEY.verificationKey()), NOW.plus(after), false);
  }

  private static Verdict judged(Snapshot snapshot, Digest digest, Instant now, boolean chosen) {
    Release release =
        new Release(
            new Candidate("erp", "18.0.1", digest),
            "production",
            "dedicated",
            List.of(),
            List.of());
    Assessment sample = Samples.assessment(snapshot, release);
    Assessment timed =
        new Assessment(
            release,
            snapshot,
            sample.bundles(),
            true,
            sample.only(),
            sample.parameters(),
            sample.failOn(),
            now,
            chosen,
            sample.identity());
    try {
      return Samples.judge(timed);
    } catch (PolicyException e) {
      throw new IllegalStateException(e.problem().message(), e);
    }
  }
}
