package dev.seaworthy.collectors.iam;

/** Bounds a kind of work that hostile input may ask for without end. */
final class Effort {
  private final long most;
  private long spent;

  /**
   * @param most how many steps are taken
   */
  Effort(long most) {
    this.most = most;
  }

  /** Whether {@code steps} more may be taken; if not, none may from then on. */
  boolean spend(long steps) {
    spent = isSpent() ? spent : spent + steps;
    return !isSpent();
  }

  /** Allows no step from now on. */
  void exhaust() {
    spent = most + 1;
  }

  /** Whether more was asked for than was taken. */
  boolean isSpent() {
    return spent > most;
  }
}
