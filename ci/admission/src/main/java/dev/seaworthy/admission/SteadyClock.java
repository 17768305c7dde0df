package dev.seaworthy.admission;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Begins with another clock's time and then goes on by itself, however that one is set. */
final class SteadyClock extends Clock {
  private final Instant begun;
  private final long nanos = System.nanoTime();
  private final ZoneId zone;

  SteadyClock(Clock clock) {
    this(clock.instant(), ZoneOffset.UTC);
  }

  private SteadyClock(Instant begun, ZoneId zone) {
    this.begun = begun;
    this.zone = zone;
  }

  @Override
  public Instant instant() {
    return begun.plusNanos(System.nanoTime() - nanos);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteadyClock(instant(), other);
  }
}
