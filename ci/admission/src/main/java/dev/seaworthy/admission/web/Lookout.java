package dev.seaworthy.admission.web;

import java.time.Duration;
import java.util.List;

/** Looks at files, and at what time does to them, now and then, on a thread of its own. */
public final class Lookout implements AutoCloseable {
  private final List<Runnable> watches;
  private final Duration pause;
  private final Thread thread = new Thread(this::look, "file-watch");

  public Lookout(List<Runnable> watches, Duration pause) {
    this.watches = List.copyOf(watches);
    this.pause = pause;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void look() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(pause.toMillis());
        watches.forEach(Runnable::run);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
