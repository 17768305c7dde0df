package dev.seaworthy.collectors.tls.probe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Has connections to one host wait for each other, whichever endpoint of it they ask. */
final class Pace {
  private final long between;
  private final Map<String, Long> next = new HashMap<>();

  Pace(Duration between) {
    this.between = between.toNanos();
  }

  /** Waits for the turn of a connection to {@code host}. */
  void await(String host) throws InterruptedException {
    long wait = turn(host) - System.nanoTime();
    if (wait > 0) {
      Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
    }
  }

  private synchronized long turn(String host) {
    long now = System.nanoTime();
    Long booked = next.get(host);
    long turn = booked == null || booked - now < 0 ? now : booked;
    next.put(host, turn + between);
    return turn;
  }
}
