package dev.seaworthy.conformance;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import dev.seaworthy.engine.rego.wasm.WasmRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The runtimes there are. */
final class Runtimes {
  /** An honest case takes milliseconds; the machine may be busy. */
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 256L << 20);

  private Runtimes() {}

  static RegoRuntime named(String name) {
    return switch (name) {
      case "plan" -> new PlanRuntime(LIMITS);
      case "plan-strict" -> new PlanRuntime(LIMITS, true);
      case "wasm" -> new WasmRuntime(LIMITS, CodeCache.NONE);
      default -> throw new IllegalArgumentException("no runtime is called " + name);
    };
  }

  /** What a batch asks of a runtime. */
  static List<Question> questions(String name, Batch batch) throws IOException {
    List<Question> all = batch.questions();
    return name.endsWith("-strict")
        ? all.stream().filter(q -> !q.strictCode().isEmpty()).map(Question::strict).toList()
        : all;
  }
}
