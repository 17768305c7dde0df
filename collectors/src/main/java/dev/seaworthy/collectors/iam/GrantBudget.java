package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Problem;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Bounds what principals times policies may multiply to: hostile input must not exhaust memory. The
 * first refusal is told, since from then on the evidence is not whole.
 */
final class GrantBudget {
  static final int DEFAULT = 250_000;

  private final int limit;
  private final IntFunction<Problem> problem;
  private int spent;

  GrantBudget(int limit) {
    this(limit, IamProblems::tooManyGrants);
  }

  /**
   * @param problem what is told when {@code limit} is passed
   */
  GrantBudget(int limit, IntFunction<Problem> problem) {
    this.limit = limit;
    this.problem = problem;
  }

  /**
   * Whether {@code count} more grants fit; if not, nothing fits from then on.
   *
   * @param refused is told of the first that do not
   */
  boolean admits(int count, Consumer<Problem> refused) {
    if (isSpent()) {
      return false;
    }
    if (count > limit - spent) {
      spent = limit + 1;
      refused.accept(problem.apply(limit));
      return false;
    }
    spent += count;
    return true;
  }

  /** Whether some did not fit, so that what more may be held need not be worked out. */
  boolean isSpent() {
    return spent > limit;
  }
}
