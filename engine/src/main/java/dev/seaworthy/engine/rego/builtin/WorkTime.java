package dev.seaworthy.engine.rego.builtin;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * How long a piece of work of one thread may still take, in processor time: a machine that does
 * much else at once must not end an evaluation that an idle one brings to its end. The clock ends
 * work only after many times as long.
 *
 * <p>The processor time of a thread is asked for late, for most work is done long before, and to
 * load what knows it takes as long as a hundred evaluations. Until then the clock counts, which is
 * never behind. Safe for many threads.
 */
public final class WorkTime {
  /** As many times as long by the clock ends work that gets no processor. */
  static final int CLOCK_FACTOR = 20;

  private static final long CLOCK_ALONE_NANOS = Duration.ofMillis(100).toNanos();

  /** The clock alone counts for no more than this part of what is allowed. */
  private static final int CLOCK_ALONE_PART = 8;

  private final long allowed;
  private final long clockAlone;
  private long thread;
  private long beganAt;
  private boolean isMeasured;
  private long unmeasured;
  private long processorAt;

  public WorkTime(Duration allowed) {
    this.allowed = allowed.toNanos();
    clockAlone = Math.min(CLOCK_ALONE_NANOS, this.allowed / CLOCK_ALONE_PART);
  }

  /** Begins work by the calling thread. */
  public synchronized void begin() {
    thread = Thread.currentThread().getId();
    beganAt = System.nanoTime();
    isMeasured = false;
  }

  /**
   * Asked in the course of the work, by whatever thread: in how many nanoseconds at the earliest it
   * could be over, and should be asked again; zero or less when it is over.
   */
  public synchronized long left() {
    long elapsed = System.nanoTime() - beganAt;
    if (elapsed < clockAlone) {
      return clockAlone - elapsed;
    }
    if (!isMeasured) {
      isMeasured = true;
      unmeasured = elapsed;
      processorAt = Processor.nanos(thread);
    }
    // Nothing takes more of a processor than of the clock.
    if (elapsed < allowed) {
      return allowed - elapsed;
    }
    long used = unmeasured + Processor.nanos(thread) - processorAt;
    return Math.min(allowed - used, allowed * CLOCK_FACTOR - elapsed);
  }

  /** Loaded when first asked. */
  private static final class Processor {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean IS_KNOWN =
        THREADS.isThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    /** By the clock where a system does not count processor time, or the thread is gone. */
    static long nanos(long thread) {
      long nanos = IS_KNOWN ? THREADS.getThreadCpuTime(thread) : -1;
      return nanos < 0 ? System.nanoTime() : nanos;
    }
  }
}
