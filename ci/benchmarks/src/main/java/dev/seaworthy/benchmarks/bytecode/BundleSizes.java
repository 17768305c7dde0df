package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What real bundles cost as a tree and as bytecode: the time to load them, and how close the code
 * comes to the JVM's limits. A row for each {@code plan.json}.
 */
public final class BundleSizes {
  /** HotSpot leaves longer methods to its interpreter, for ever. */
  private static final int LONGEST_COMPILED_BYTES = 8_000;

  private static final int LOADS = 5;
  private static final CanonicalJson NO_DATA = CanonicalJson.of(Map.of());

  private BundleSizes() {}

  /** Arguments: folders, each named as the bundle whose {@code plan.json} it holds. */
  public static void main(String[] args) throws IOException {
    for (String folder : args) {
      Path plan = Path.of(folder, "plan.json");
      System.out.println(Path.of(folder).getFileName() + row(Files.readAllBytes(plan)));
    }
  }

  private static String row(byte[] plan) {
    PlanCompiler compiler = PlanCompiler.of(plan);
    List<Integer> lengths = compiler.codeBytes().values().stream().sorted().toList();
    int longest = lengths.get(lengths.size() - 1);
    long tooLong = lengths.stream().filter(each -> each > LONGEST_COMPILED_BYTES).count();
    return String.format(
        Locale.ROOT,
        "\t%d\t%d\t%d\t%d\t%d\t%d\t%.0f\t%.0f",
        plan.length >> 10,
        compiler.bytes().length >> 10,
        lengths.size(),
        longest,
        tooLong,
        compiler.constants(),
        loadMillis(new PlanRuntime(Limits.DEFAULT), plan),
        loadMillis(new BytecodeRuntime(Limits.DEFAULT), plan));
  }

  /** The median of a few, after one that loads what loading takes. */
  private static double loadMillis(RegoRuntime runtime, byte[] plan) {
    RegoModule module = new RegoModule(new byte[0], plan, NO_DATA);
    runtime.load(module);
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < LOADS; i++) {
      long begin = System.nanoTime();
      runtime.load(module);
      nanos.add(System.nanoTime() - begin);
    }
    return nanos.stream().sorted().toList().get(LOADS / 2) / 1e6;
  }
}
