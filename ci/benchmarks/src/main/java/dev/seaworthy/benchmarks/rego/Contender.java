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

/**
 * Evaluates one workload with one of our runtimes, commanded line by line on standard input as the
 * peers are: {@code result}, or {@code measure json|parsed THREADS MILLIS}, which answers with the
 * count of evaluations and the nanoseconds taken.
 */
public final class Contender {
  private final Program program;
  private final byte[] input;

  private Contender(Program program, byte[] input) {
    this.program = program;
    this.input = input;
  }

  /** Arguments: the runtime's name, and the workload's folder. */
  public static void main(String[] args) throws Exception {
    Workload workload = Workload.read(Path.of(args[1]));
    Program program = Runtimes.named(args[0]).load(workload.module());
    Contender contender = new Contender(program, workload.input().bytes());
    contender.serve(
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        new PrintStream(System.out, true, StandardCharsets.UTF_8));
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
    try (Evaluation evaluation = open()) {
      return new String(evaluation.fromJson(), StandardCharsets.UTF_8);
    }
  }

  private Evaluation open() {
    return Evaluation.open(program, input);
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
    try (Evaluation evaluation = open()) {
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
