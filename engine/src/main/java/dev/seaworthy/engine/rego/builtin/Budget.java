package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.Effort;

/**
 * What one evaluation may still use of time and memory. Loops call {@link #step}, whatever makes
 * values calls {@link #allocate}; both are cheap enough for the innermost loop. For one thread.
 */
public final class Budget implements Effort.Meter {
  /** The clock is read once in so many steps: often enough to stop within a millisecond. */
  private static final int STEPS_BETWEEN_LOOKS = 4096;

  private final Limits limits;
  private final WorkTime time;
  private long bytesLeft;
  private int stepsLeft;
  private long looks;

  public Budget(Limits limits) {
    this(limits, new WorkTime(limits.time()));
  }

  /**
   * @param time that others look at too
   */
  public Budget(Limits limits, WorkTime time) {
    this.limits = limits;
    this.time = time;
    renew();
  }

  /** Begins a new evaluation. */
  public void renew() {
    time.begin();
    bytesLeft = limits.memoryBytes();
    stepsLeft = STEPS_BETWEEN_LOOKS;
  }

  /**
   * Counts one step of a loop.
   *
   * @throws RegoException if time ran out or the thread was interrupted
   */
  public void step() {
    if (--stepsLeft <= 0) {
      look();
    }
  }

  /** Counts work that takes as long as so many steps. */
  @Override
  public void steps(long count) {
    if (count >= stepsLeft) {
      look();
    } else {
      stepsLeft -= (int) count;
    }
  }

  /** Steps counted so far, for comparing two moments; long steps may be counted short. */
  public long stepsTaken() {
    return looks * STEPS_BETWEEN_LOOKS + STEPS_BETWEEN_LOOKS - stepsLeft;
  }

  private void look() {
    looks++;
    stepsLeft = STEPS_BETWEEN_LOOKS;
    if (time.left() <= 0 || Thread.currentThread().isInterrupted()) {
      throw new RegoException(
          RegoException.Kind.TIMEOUT,
          "the policy did not finish within %d ms".formatted(limits.time().toMillis()));
    }
  }

  /**
   * Counts memory for values, before they are made.
   *
   * @param bytes an estimate
   * @throws RegoException if it is more than is left
   */
  public void allocate(long bytes) {
    bytesLeft -= bytes;
    if (bytesLeft < 0) {
      throw new RegoException(
          RegoException.Kind.MEMORY,
          "the policy used more than %d MiB".formatted(limits.memoryBytes() >> 20));
    }
  }
}
