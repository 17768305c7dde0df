package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Problem;
import java.util.function.Consumer;

/**
 * Bounds what principals times policies may multiply to: hostile input must not exhaust memory. The
 * first refusal is told, since from then on the evidence is not whole.
 */
final class GrantBudget {
  static final int DEFAULT = 250_000;

  private final int limit;
  private int spent;

  GrantBudget(int limit) {
    this.limit = limit;
  }

  /**
   * Whether {@code count} more grants fit; if not, nothing fits from then on.
   *
   * @param refused is told of the first that do not
   */
  boolean admits(int count, Consumer<Problem> refused) {
    if (spent > limit) {
      return false;
    }
    if (count > limit - spent) {
      spent = limit + 1;
      refused.accept(IamProblems.tooManyGrants(limit));
      return false;
    }
    spent += count;
    return true;
  }
}
