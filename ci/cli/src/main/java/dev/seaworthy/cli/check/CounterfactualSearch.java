package dev.seaworthy.cli.check;

import dev.seaworthy.cli.format.Counterfactuals;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Explanation;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for what would change the first finding of each control, for reports of many. How much is
 * tried is bounded by bytes of evidence and not by time, so that the same verdict gives the same
 * report.
 */
public final class CounterfactualSearch {
  /** What may be judged for one finding, again and again: some hundredths of a second. */
  private static final long BYTES = 1_000_000;

  private CounterfactualSearch() {}

  /**
   * Looks.
   *
   * @param bundles that the verdict was judged by
   */
  public static Counterfactuals of(Verdict verdict, List<PolicyBundle> bundles) {
    Explaining explaining = new Explaining(verdict, bundles);
    Map<String, Explanation.Reason> found = new HashMap<>();
    for (ControlResult result : verdict.results()) {
      if (!result.outcome().findings().isEmpty()) {
        explaining
            .first(result, BYTES)
            .ifPresent(reason -> found.put(Counterfactuals.key(result), reason));
      }
    }
    return new Counterfactuals(found);
  }
}
