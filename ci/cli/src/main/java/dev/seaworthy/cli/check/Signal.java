package dev.seaworthy.cli.check;

import java.time.Duration;

/** Lets one thread wait for what others tell: that something changed, or that it is to stop. */
public final class Signal {
  private boolean changed;
  private boolean stopped;

  /** Tells that something changed. */
  synchronized void change() {
    changed = true;
    notifyAll();
  }

  /** Tells whoever waits to stop. */
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** Whether whoever waits was told to stop. */
  public synchronized boolean isStopped() {
    return stopped;
  }

  /** Waits until somebody tells to stop. */
  public synchronized void awaitStop() {
    try {
      while (!stopped) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  /** Forgets the changes so far: they are about to be looked at. */
  synchronized void forget() {
    changed = false;
  }

  /** Waits for {@code time}, whatever changes; whether there is reason to go on. */
  public synchronized boolean pause(Duration time) {
    return await(time, false);
  }

  /** Waits for a change, {@code most} long; whether there is reason to go on. */
  synchronized boolean awaitChange(Duration most) {
    return await(most, true);
  }

  private synchronized boolean await(Duration most, boolean untilChange) {
    long end = System.nanoTime() + most.toNanos();
    try {
      for (long left = most.toMillis();
          left > 0 && !stopped && !(untilChange && changed);
          left = Duration.ofNanos(end - System.nanoTime()).toMillis()) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
    return !stopped;
  }
}
