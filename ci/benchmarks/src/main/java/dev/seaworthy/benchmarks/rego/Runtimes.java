package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.rego.RegoRuntime;

/** The runtimes that are measured. */
final class Runtimes {
  private Runtimes() {}

  static RegoRuntime named(String name) {
    throw new IllegalArgumentException("no runtime `" + name + "`");
  }
}
