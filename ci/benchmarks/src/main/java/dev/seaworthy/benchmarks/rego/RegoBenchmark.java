package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.rego.Program;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Evaluations of each workload by each runtime, for a closer look ({@code -prof gc}, {@code -prof
 * async}); {@code ci/benchmarks/engine-speed --jmh} runs it. System property {@code workloads}
 * names their folder.
 */
@State(Scope.Benchmark)
public class RegoBenchmark {
  @Param({"a", "a2", "b", "b2", "c", "c2", "d"})
  public String workload = "a";

  @Param({"plan", "wasm"})
  public String runtime = "plan";

  private @Nullable Program program;
  private byte[] input = {};

  /** One thread's session. */
  @State(Scope.Thread)
  public static class Caller {
    private @Nullable Evaluation evaluation;

    @Setup
    public void open(RegoBenchmark benchmark) {
      if (benchmark.program != null) {
        evaluation = Evaluation.open(benchmark.program, benchmark.input);
      }
    }

    @TearDown
    public void close() {
      evaluation().close();
    }

    private Evaluation evaluation() {
      if (evaluation == null) {
        throw new IllegalStateException("not opened");
      }
      return evaluation;
    }
  }

  @Setup
  public void load() throws IOException {
    Workload read = Workload.read(Path.of(System.getProperty("workloads", "")).resolve(workload));
    program = Runtimes.named(runtime).load(read.module());
    input = read.input().bytes();
  }

  @Benchmark
  public byte[] json(Caller caller) {
    return caller.evaluation().fromJson();
  }

  @Benchmark
  public byte[] parsed(Caller caller) {
    return caller.evaluation().fromParsed();
  }
}
