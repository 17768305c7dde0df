package dev.seaworthy.engine.rego.wasm;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread that works longer than it may. Compiled WebAssembly looks at the flag in
 * every loop and call. Outside of {@link #begin} and {@link #end} it never interrupts, and it
 * leaves no interrupt of its own behind.
 *
 * <p>An alarm that finds the work in hand younger than it thought is set anew, so that work which
 * is always done in time sets one alarm a period, however often it is begun.
 */
final class Deadline {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final long nanos;
  private @Nullable Thread worker;
  private long endsAt;
  private boolean alarmSet;
  private boolean passed;

  Deadline(Duration time) {
    nanos = time.toNanos();
  }

  /** Begins work by the calling thread. */
  synchronized void begin() {
    worker = Thread.currentThread();
    endsAt = System.nanoTime() + nanos;
    passed = false;
    if (!alarmSet) {
      setAlarm(nanos);
    }
  }

  /** Ends the work. */
  synchronized void end() {
    worker = null;
    if (passed) {
      boolean ignored = Thread.interrupted();
    }
  }

  private synchronized void ring() {
    alarmSet = false;
    if (worker == null) {
      return;
    }
    long left = endsAt - System.nanoTime();
    if (left > 0) {
      setAlarm(left);
    } else {
      passed = true;
      worker.interrupt();
    }
  }

  private void setAlarm(long delay) {
    alarmSet = true;
    var unused = TIMER.schedule(this::ring, delay, TimeUnit.NANOSECONDS);
  }

  private static ScheduledThreadPoolExecutor timer() {
    return new ScheduledThreadPoolExecutor(
        1,
        task -> {
          Thread thread = new Thread(task, "seaworthy-deadlines");
          thread.setDaemon(true);
          return thread;
        });
  }
}
