package dev.seaworthy.cli.check;

import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.runtime.BothRuntimes;
import dev.seaworthy.engine.policy.runtime.Calibration;
import dev.seaworthy.engine.policy.runtime.FastestRuntime;
import dev.seaworthy.engine.policy.runtime.SingleRuntime;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import dev.seaworthy.engine.rego.wasm.WasmRuntime;
import java.nio.file.Path;
import java.util.List;

/** Makes the runtimes that there are. */
public final class Runtimes {
  /** Folder of compiled policies, told by the launcher. */
  private static final String CODE_CACHE = "seaworthy.code-cache";

  private final Console console;
  private final CodeCache cache;

  public Runtimes(Console console) {
    this.console = console;
    cache =
        console
            .setting(CODE_CACHE)
            .<CodeCache>map(folder -> new FolderCodeCache(Path.of(folder)))
            .orElse(CodeCache.NONE);
  }

  /** The runtime that was chosen. */
  PolicyRuntime of(RuntimeChoice choice) {
    return switch (choice) {
      case PLAN -> new SingleRuntime(plan());
      case WASM -> new SingleRuntime(wasm());
      case BOTH -> new BothRuntimes(new SingleRuntime(plan()), new SingleRuntime(wasm()));
      case FASTEST ->
          new FastestRuntime(
              List.of(
                  new FastestRuntime.Choice("plan", () -> new SingleRuntime(plan())),
                  new FastestRuntime.Choice("wasm", () -> new SingleRuntime(wasm()))),
              calibration());
    };
  }

  private Calibration calibration() {
    Messages messages = new Messages(console.err());
    return CalibrationFile.in(console)
        .<Calibration>map(
            file ->
                CalibrationFile.read(file, problem -> messages.warning(Location.of(""), problem)))
        .orElse(Calibration.NONE);
  }

  /** Every runtime for Rego. */
  public List<RegoRuntime> all() {
    return List.of(plan(), wasm());
  }

  /** The runtime that can say what decided an answer. */
  public static PlanRuntime explaining() {
    return new PlanRuntime(Limits.DEFAULT);
  }

  private static RegoRuntime plan() {
    return new PlanRuntime(Limits.DEFAULT);
  }

  private RegoRuntime wasm() {
    return new WasmRuntime(Limits.DEFAULT, cache);
  }
}
