package dev.seaworthy.engine.verdict;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * When a verdict stops holding: at the first moment at which judging again could end otherwise
 * because time has passed.
 */
final class Validity {
  /** No verdict outlives a day: what was observed may have changed since. */
  private static final Duration LONGEST = Duration.ofHours(24);

  /** Where evidence of any kind says, in epoch seconds, until when it holds. */
  private static final String EXPIRES = "expires";

  private Validity() {}

  /**
   * The earliest of: a day from now, the expiry of a piece of evidence, the end of a waiver in use.
   */
  static Instant end(Assessment assessment, List<ControlResult> results) {
    Instant now = assessment.now();
    Stream<Instant> waivers =
        results.stream()
            .flatMap(result -> result.outcome().waived().stream())
            .map(Outcome.WaivedFinding::waiver)
            .map(Waiver::expires);
    Stream<Instant> evidence = assessment.snapshot().evidence().stream().flatMap(Validity::expiry);
    return Stream.concat(waivers, evidence)
        .filter(instant -> instant.isAfter(now))
        .reduce(now.plus(LONGEST), (a, b) -> a.isBefore(b) ? a : b);
  }

  private static Stream<Instant> expiry(Evidence evidence) {
    return evidence.content().integer(EXPIRES).stream().mapToObj(Instant::ofEpochSecond);
  }
}
