package dev.seaworthy.cli.command;

import dev.seaworthy.cli.check.Signal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends a long run on Ctrl-C or SIGTERM with an exit code of the run's own, where Java's would tell
 * of the signal.
 */
final class StopOnSignal implements AutoCloseable {
  /** A check that goes on is waited for so long. */
  private static final long LONGEST_END_SECONDS = 60;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger code;
  private final Thread hook;

  /**
   * From now on a signal stops {@code run}.
   *
   * @param code of a run that does not end in time
   */
  StopOnSignal(Signal run, int code) {
    this.code = new AtomicInteger(code);
    this.hook = new Thread(() -> stop(run), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The run has ended, everything is said, and this is its code. */
  void ended(int with) {
    code.set(with);
    ended.countDown();
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Java is shutting down already, and the hook decides how it ends.
      return;
    }
  }

  private void stop(Signal run) {
    run.stop();
    try {
      if (ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(code.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
