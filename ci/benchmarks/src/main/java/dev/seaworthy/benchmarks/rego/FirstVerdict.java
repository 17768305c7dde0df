package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A process that evaluates one workload once and ends; prints the result, and on standard error how
 * long after the process's start each step was done.
 */
public final class FirstVerdict {
  private final long startMillis;

  private FirstVerdict(long startMillis) {
    this.startMillis = startMillis;
  }

  /** Arguments: the runtime's name, the workload's folder, and when the process was started. */
  public static void main(String[] args) throws IOException {
    FirstVerdict verdict = new FirstVerdict(Long.parseLong(args[2]));
    verdict.done("JVM");
    Workload workload = Workload.read(Path.of(args[1]));
    verdict.done("files");
    RegoRuntime runtime = Runtimes.named(args[0], new KeptCode(Path.of(args[1])));
    Program program = verdict.timed("load", () -> runtime.load(workload.module()));
    byte[] result =
        verdict.timed(
            "evaluate", () -> Evaluation.open(program, workload.input().bytes()).fromJson());
    System.out.println(new String(result, StandardCharsets.UTF_8));
  }

  private <T> T timed(String step, Supplier<T> work) {
    T result = work.get();
    done(step);
    return result;
  }

  private void done(String step) {
    System.err.print(step + " " + (System.currentTimeMillis() - startMillis) + " ");
  }
}
