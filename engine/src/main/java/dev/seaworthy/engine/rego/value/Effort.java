package dev.seaworthy.engine.rego.value;

import org.jspecify.annotations.Nullable;

/**
 * What a thread's evaluation pays for comparing and hashing values. Small values may hold the same
 * part over and over, so that comparing two of them takes longer than any deadline.
 */
public final class Effort {
  private static final ThreadLocal<@Nullable Meter> METERS = new ThreadLocal<>();

  private Effort() {}

  /** Counts steps, and throws when there have been too many. */
  @FunctionalInterface
  public interface Meter {
    void steps(long count);
  }

  /** Counts this thread's comparisons from now on; null to count them no more. */
  public static void countWith(@Nullable Meter meter) {
    if (meter == null) {
      METERS.remove();
    } else {
      METERS.set(meter);
    }
  }

  /** Counts that a collection of so many elements is looked through. */
  static void spend(int elements) {
    Meter meter = METERS.get();
    if (meter != null) {
      meter.steps(1L + elements);
    }
  }
}
