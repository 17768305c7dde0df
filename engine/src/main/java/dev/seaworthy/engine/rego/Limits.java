package dev.seaworthy.engine.rego;

import java.time.Duration;

/**
 * What one evaluation of one rule may use.
 *
 * @param time wall-clock time
 * @param memoryBytes for the values that the evaluation makes; whole pages of 64 KiB
 */
public record Limits(Duration time, long memoryBytes) {
  /** Ten seconds and 512 MiB: far above what an honest control needs. */
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), 512L << 20);

  private static final int PAGE_BYTES = 1 << 16;

  public Limits {
    if (time.isNegative() || time.isZero() || memoryBytes < PAGE_BYTES) {
      throw new IllegalArgumentException("limits are positive");
    }
  }

  /** The memory in WebAssembly's pages. */
  public int memoryPages() {
    return (int) Math.min(memoryBytes / PAGE_BYTES, 1 << 16);
  }
}
