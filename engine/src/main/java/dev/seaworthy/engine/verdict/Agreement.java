package dev.seaworthy.engine.verdict;

import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.runtime.BothRuntimes;
import java.util.List;

/** Whether independent runtimes gave the results of a verdict. */
public enum Agreement {
  /** One runtime evaluated. */
  SINGLE("single"),
  /** Two evaluated, and nothing that both brought to an end differed. */
  AGREED("agreed"),
  /** Two evaluated, and something differed: such a verdict is never sealed. */
  DISAGREED("disagreed");

  private final String id;

  Agreement(String id) {
    this.id = id;
  }

  /** The name in files. */
  public String id() {
    return id;
  }

  static Agreement of(PolicyRuntime runtime, List<ControlResult> results) {
    if (!runtime.compares()) {
      return SINGLE;
    }
    boolean differs =
        results.stream()
            .flatMap(result -> result.outcome().doubts().stream())
            .anyMatch(doubt -> doubt.problem().code().equals(BothRuntimes.DISAGREEMENT));
    return differs ? DISAGREED : AGREED;
  }
}
