package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;

/** What can be wrong with a network policy. */
public final class NetworkProblems {
  private NetworkProblems() {}

  /** A policy that the API server refuses. */
  public static Problem invalid(Subject subject, JsonPath path, String reason) {
    return Problems.of(
        "INVALID_NETWORK_POLICY",
        "`%s` of `%s` %s".formatted(path.readable(), subject, reason),
        "mend it: the API server refuses the policy, and what it should guard stays open");
  }

  /** A valid part of a policy that the analysis leaves out. */
  public static Problem unjudged(Subject subject, JsonPath path, String reason) {
    return Problems.of(
        "POLICY_NOT_JUDGED",
        "`%s` of `%s` %s, which is left out".formatted(path.readable(), subject, reason),
        "verify on the cluster what it allows and denies");
  }

  /** A policy whose meaning only its own network plug-in knows. */
  public static Problem foreign(Subject subject, String group) {
    return Problems.of(
        "POLICY_NOT_JUDGED",
        "`%s` is a policy of `%s`, which is left out".formatted(subject, group),
        "verify on the cluster what it allows and denies, or write it as a NetworkPolicy");
  }

  /** Two admin policies whose order nobody defines. */
  public static Problem samePriority(Subject subject, String other, long priority) {
    return Problems.of(
        "SAME_PRIORITY",
        "`%s` has priority %d, as `%s` has: which comes first is not defined"
            .formatted(subject, priority, other),
        "give each policy a priority of its own");
  }
}
