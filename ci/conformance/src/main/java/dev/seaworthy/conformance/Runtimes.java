package dev.seaworthy.conformance;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoRuntime;
import java.time.Duration;

/** The runtimes there are. */
final class Runtimes {
  /** An honest case takes milliseconds; the machine may be busy. */
  static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 256L << 20);

  private Runtimes() {}

  static RegoRuntime named(String name) {
    throw new IllegalArgumentException("no runtime is called " + name);
  }
}
