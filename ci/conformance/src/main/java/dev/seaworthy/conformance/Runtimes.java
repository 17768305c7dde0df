package dev.seaworthy.conformance;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import dev.seaworthy.engine.rego.wasm.WasmRuntime;
import java.time.Duration;

/** The runtimes there are. */
final class Runtimes {
  /** An honest case takes milliseconds; the machine may be busy. */
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 256L << 20);

  private Runtimes() {}

  static RegoRuntime named(String name) {
    return switch (name) {
      case "wasm" -> new WasmRuntime(LIMITS, CodeCache.NONE);
      default -> throw new IllegalArgumentException("no runtime is called " + name);
    };
  }
}
