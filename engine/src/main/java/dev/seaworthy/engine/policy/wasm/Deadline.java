package dev.seaworthy.engine.policy.wasm;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that made it when time runs out. Compiled WebAssembly looks at the flag in
 * every loop and call. Once closed it never interrupts, and leaves no interrupt of its own behind.
 */
final class Deadline implements AutoCloseable {
  private static final ScheduledExecutorService TIMER = timer();

  private final Thread thread = Thread.currentThread();
  private final ScheduledFuture<?> alarm;
  private boolean closed;
  private boolean passed;

  Deadline(Duration time) {
    alarm = TIMER.schedule(this::fire, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether time ran out. */
  synchronized boolean passed() {
    return passed;
  }

  @Override
  public void close() {
    alarm.cancel(false);
    boolean clear;
    synchronized (this) {
      closed = true;
      clear = passed;
    }
    if (clear) {
      boolean ignored = Thread.interrupted();
    }
  }

  private synchronized void fire() {
    if (!closed) {
      passed = true;
      thread.interrupt();
    }
  }

  private static ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "seaworthy-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
