package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.RegoModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A workload made ready for the runtimes: its compiled policy, its data, and one input. */
record Workload(RegoModule module, CanonicalJson input) {
  /** The rule that is asked for. */
  static final String ENTRYPOINT = "bench/findings";

  static Workload read(Path folder) throws IOException {
    RegoModule module =
        new RegoModule(
            Files.readAllBytes(folder.resolve("policy.wasm")),
            Files.readAllBytes(folder.resolve("plan.json")),
            CanonicalJson.parse(Files.readAllBytes(folder.resolve("data.json"))));
    return new Workload(
        module, CanonicalJson.parse(Files.readAllBytes(folder.resolve("input.json"))));
  }
}
