package dev.seaworthy.cli.check;

import com.google.common.base.Throwables;
import dev.seaworthy.cli.ConfigurationException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that goes on beside its caller, and ends with it. */
final class Aside<T> implements AutoCloseable {
  /** What is to be done. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws ConfigurationException;
  }

  private static final long LAST_MOMENT_MILLIS = 500;

  private final FutureTask<T> task;
  private final Thread thread;

  private Aside(FutureTask<T> task, Thread thread) {
    this.task = task;
    this.thread = thread;
  }

  /** Begins {@code work}. */
  static <T> Aside<T> begin(Work<T> work) {
    FutureTask<T> task = new FutureTask<>(work::run);
    Thread thread = new Thread(task, "seaworthy-aside");
    thread.setDaemon(true);
    thread.start();
    return new Aside<>(task, thread);
  }

  /**
   * What came of it, as soon as it is there.
   *
   * @throws ConfigurationException if the work did
   */
  T get() throws ConfigurationException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("waiting was interrupted");
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      Throwables.throwIfInstanceOf(cause, ConfigurationException.class);
      Throwables.throwIfUnchecked(cause);
      throw new IllegalStateException(cause);
    }
  }

  /**
   * Interrupts work that nobody waits for any more, and gives it a moment to end: it must not tell
   * of its steps afterwards. Reading standard input cannot be interrupted, and ends with Java.
   */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(LAST_MOMENT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
