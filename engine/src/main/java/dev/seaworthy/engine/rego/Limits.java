package dev.seaworthy.engine.rego;

import java.time.Duration;

/**
 * What one evaluation of one rule may use.
 *
 * @param time of a processor, so that a busy machine comes to the same verdict as an idle one; by
 *     the clock twenty times as much
 * @param memoryBytes for the values that the evaluation makes; whole pages of 64 KiB
 */
public record Limits(Duration time, long memoryBytes) {
  /** Ten seconds and 512 MiB: far above what an honest control needs. */
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), 512L << 20);

  private static final int PAGE_BYTES = 1 << 16;

  /** What an honest control may take for each byte that it is given to read. */
  private static final long NANOS_PER_BYTE = 125;

  private static final long MEMORY_PER_BYTE = 16;

  /** However large the input is: a hostile one must not take the machine. */
  private static final int MOST_TIMES = 4;

  public Limits {
    if (time.isNegative() || time.isZero() || memoryBytes < PAGE_BYTES) {
      throw new IllegalArgumentException("limits are positive");
    }
  }

  /**
   * The limits for an input: what a control does grows with the evidence, so a large cluster gets
   * more than a small one, and four times as much at most.
   *
   * @param inputBytes about the length of the input's JSON text
   */
  public Limits forInput(long inputBytes) {
    return new Limits(
        Duration.ofNanos(grown(time.toNanos(), inputBytes * NANOS_PER_BYTE)),
        grown(memoryBytes, inputBytes * MEMORY_PER_BYTE));
  }

  private static long grown(long limit, long more) {
    return Math.min(limit * MOST_TIMES, limit + more);
  }

  /** The memory in WebAssembly's pages. */
  public int memoryPages() {
    return (int) Math.min(memoryBytes / PAGE_BYTES, 1 << 16);
  }
}
