package dev.seaworthy.engine.policy;

import java.time.Duration;

/**
 * What one evaluation of one control may use.
 *
 * @param time wall-clock time
 * @param memoryPages WebAssembly pages of 64 KiB
 */
public record Limits(Duration time, int memoryPages) {
  /** Ten seconds and 512 MiB: far above what an honest control needs. */
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), 8192);

  public Limits {
    if (time.isNegative() || time.isZero() || memoryPages < 1) {
      throw new IllegalArgumentException("limits are positive");
    }
  }
}
