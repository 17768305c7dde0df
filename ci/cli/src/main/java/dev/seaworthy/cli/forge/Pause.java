package dev.seaworthy.cli.forge;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Pause {
  Pause REAL = time -> Thread.sleep(time.toMillis());

  void of(Duration time) throws InterruptedException;
}
