package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.json.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of checking a sealed verdict.
 *
 * @param checks in the order they were made
 * @param claim what the verdict says of itself; empty when it could not be read or is not authentic
 */
public record SealReport(List<Check> checks, Optional<Claim> claim) {
  /** How a check ended. */
  public enum Result {
    PASSED,
    FAILED,
    /** What it needs was not given, or a check before it failed. */
    SKIPPED
  }

  /**
   * One check.
   *
   * @param name what was checked: {@code signature}
   * @param detail what was found, for people
   */
  public record Check(String name, Result result, String detail) {}

  /**
   * What an authentic verdict says.
   *
   * @param status {@code pass}, {@code fail} or {@code unknown}
   * @param candidate name and version
   * @param candidateDigest which release it is about; names may be used again
   * @param validUntil the first instant at which it no longer holds
   */
  public record Claim(
      String status,
      String candidate,
      Digest candidateDigest,
      Instant evaluatedAt,
      Instant validUntil) {}

  public SealReport {
    checks = List.copyOf(checks);
  }

  /** Whether no check failed. */
  public boolean holds() {
    return checks.stream().noneMatch(check -> check.result() == Result.FAILED);
  }

  /** Whether no check failed and none was skipped. */
  public boolean isComplete() {
    return checks.stream().allMatch(check -> check.result() == Result.PASSED);
  }
}
