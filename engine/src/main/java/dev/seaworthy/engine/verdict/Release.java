package dev.seaworthy.engine.verdict;

import dev.seaworthy.engine.policy.NotApplicable;
import dev.seaworthy.engine.policy.Waiver;
import java.util.List;
import java.util.Map;

/**
 * What is declared about a release and goes into its verdict.
 *
 * @param environment such as {@code production}; empty when not declared
 * @param architecture {@code multi-tenant} or {@code dedicated}; empty when not declared
 */
public record Release(
    Candidate candidate,
    String environment,
    String architecture,
    List<Waiver> waivers,
    List<NotApplicable> notApplicable) {
  public Release {
    waivers = List.copyOf(waivers);
    notApplicable = List.copyOf(notApplicable);
  }

  /** This release with what {@code other} waives and declares not applicable. */
  Release excusedAs(Release other) {
    return new Release(
        candidate, environment, architecture, other.waivers(), other.notApplicable());
  }

  /** What policies see as {@code input.release}. */
  public Map<String, Object> toPolicyInput() {
    return Map.of(
        "name", candidate.name(),
        "version", candidate.version(),
        "digest", candidate.digest().toString(),
        "environment", environment,
        "architecture", architecture);
  }
}
