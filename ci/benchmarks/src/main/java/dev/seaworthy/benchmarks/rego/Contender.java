package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.rego.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Evaluates one workload with one of our runtimes or with opa-java-wasm, commanded line by line on
 * standard input as the peers are: {@code result}, or {@code measure json|parsed THREADS MILLIS},
 * which answers with the count of evaluations and the nanoseconds taken.
 */
public final class Contender {
  /** The name of the one contender that is not ours. */
  private static final String PEER = "opa-java-wasm";

  private final Supplier<Evaluation> evaluations;

  private Contender(Supplier<Evaluation> evaluations) {
    this.evaluations = evaluations;
  }

  /** Arguments: the name of a runtime or {@value #PEER}, and the workload's folder. */
  public static void main(String[] args) throws Exception {
    Contender contender = named(args[0], Workload.read(Path.of(args[1])));
    contender.serve(
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  private static Contender named(String name, Workload workload) {
    if (name.equals(PEER)) {
      return new Contender(() -> PeerEvaluation.open(workload));
    }
    Program program = Runtimes.named(name).load(workload.module());
    return new Contender(() -> Evaluation.open(program, workload.input().bytes()));
  }

  private void serve(BufferedReader commands, PrintStream answers)
      throws IOException, InterruptedException, ExecutionException {
    answers.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", -1);
      answers.println(
          words[0].equals("result")
              ? result()
              : measure(
                  words[1].equals("parsed"),
                  Integer.parseInt(words[2]),
                  1_000_000 * Long.parseLong(words[3])));
    }
  }

  private String result() {
    try (Evaluation evaluation = evaluations.get()) {
      return new String(evaluation.fromJson(), StandardCharsets.UTF_8);
    }
  }

  private record Count(long evaluations, long nanos) {}

  private String measure(boolean parsed, int threads, long spanNanos)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<Count>> counts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      counts.add(pool.submit(() -> count(parsed, start, spanNanos)));
    }
    pool.shutdown();
    long evaluations = 0;
    long nanos = 0;
    for (Future<Count> each : counts) {
      evaluations += each.get().evaluations;
      nanos = Math.max(nanos, each.get().nanos);
    }
    return evaluations + " " + nanos;
  }

  private Count count(boolean parsed, CyclicBarrier start, long spanNanos)
      throws InterruptedException, BrokenBarrierException {
    try (Evaluation evaluation = evaluations.get()) {
      start.await();
      long begin = System.nanoTime();
      for (long evaluations = 1; ; evaluations++) {
        if (parsed) {
          evaluation.fromParsed();
        } else {
          evaluation.fromJson();
        }
        long taken = System.nanoTime() - begin;
        if (taken >= spanNanos) {
          return new Count(evaluations, taken);
        }
      }
    }
  }
}
