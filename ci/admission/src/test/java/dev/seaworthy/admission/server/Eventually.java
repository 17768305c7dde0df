package dev.seaworthy.admission.server;

import java.time.Duration;

/** Waits for what another thread does. */
final class Eventually {
  /** A claim that may not hold yet. */
  @FunctionalInterface
  interface Claim {
    void check() throws Exception;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Eventually() {}

  static void holds(Claim claim) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        claim.check();
        return;
      } catch (Exception | AssertionError e) {
        if (System.nanoTime() > end) {
          throw new AssertionError("not within " + PATIENCE, e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
