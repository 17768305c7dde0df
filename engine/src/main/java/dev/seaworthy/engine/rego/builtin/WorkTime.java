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
 * load what knows it takes as long as a hundred evaluations. What was used until then is not known:
 * it counts as the time after which it should have been asked. On a busy machine that is asked
 * later, which is not to the work's loss. Safe for many threads.
 */
public final class WorkTime {
  /** As many times as long by the clock ends work that gets no processor. */
  static final int CLOCK_FACTOR = 20;

  private static final long UNMEASURED_NANOS = Duration.ofMillis(100).toNanos();

  /** What is not known is no more than this part of what is allowed. */
  private static final int UNMEASURED_PART = 8;

  private final long allowed;
  private final long unmeasured;
  private long thread;
  private long beganAt;
  private boolean isMeasured;
  private long processorAt;

  public WorkTime(Duration allowed) {
    this.allowed = allowed.toNanos();
    unmeasured = Math.min(UNMEASURED_NANOS, this.allowed / UNMEASURED_PART);
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
    if (elapsed < unmeasured) {
      return unmeasured - elapsed;
    }
    if (!isMeasured) {
      isMeasured = true;
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
