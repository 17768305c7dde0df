package dev.seaworthy.engine.rego.wasm;

import dev.seaworthy.engine.rego.builtin.WorkTime;
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

  private final WorkTime time;
  private @Nullable Thread worker;
  private boolean alarmSet;
  private boolean passed;

  Deadline(WorkTime time) {
    this.time = time;
  }

  /** Begins work by the calling thread. */
  synchronized void begin() {
    worker = Thread.currentThread();
    time.begin();
    passed = false;
    if (!alarmSet) {
      setAlarm(time.left());
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
    long left = time.left();
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
