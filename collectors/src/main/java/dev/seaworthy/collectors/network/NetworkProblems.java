package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;

/** What can be wrong with a network policy. */
final class NetworkProblems {
  private NetworkProblems() {}

  static Problem invalid(Subject subject, JsonPath path, String reason) {
    return Problems.of(
        "INVALID_NETWORK_POLICY",
        "`%s` of `%s` %s".formatted(path.readable(), subject, reason),
        "mend it: the API server refuses the policy, and what it should guard stays open");
  }
}
