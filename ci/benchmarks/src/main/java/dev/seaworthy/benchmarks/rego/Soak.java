package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.rego.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Evaluates a million times, half by each runtime, on several threads at once; every result must be
 * the first one byte for byte, and the memory in use after a collection must not grow.
 */
public final class Soak {
  private static final int ROUNDS = 10;

  /** What a round may leave behind beside the first one: caches that fill up late. */
  private static final long MAX_GROWTH_BYTES = 8 << 20;

  private final List<Subject> subjects = new ArrayList<>();
  private final AtomicLong different = new AtomicLong();

  /** One workload under one runtime. */
  private static final class Subject {
    private final Program program;
    private final byte[] input;
    private final byte[] expected;

    Subject(Program program, byte[] input) {
      this.program = program;
      this.input = input;
      try (Evaluation evaluation = open()) {
        expected = evaluation.fromJson();
      }
    }

    private Evaluation open() {
      return Evaluation.open(program, input);
    }

    /** Returns how many of so many results were other ones. */
    int evaluate(int times) {
      int different = 0;
      try (Evaluation evaluation = open()) {
        for (int i = 0; i < times; i++) {
          if (!Arrays.equals(evaluation.fromJson(), expected)) {
            different++;
          }
        }
      }
      return different;
    }
  }

  private Soak() {}

  /** Arguments: evaluations, threads, and the workloads' folders. */
  public static void main(String[] args) throws Exception {
    Soak soak = new Soak();
    for (String folder : List.of(args).subList(2, args.length)) {
      soak.load(Path.of(folder));
    }
    boolean passed = soak.run(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    System.out.println(passed ? "flat, and always the same bytes" : "FAILED");
    System.exit(passed ? 0 : 1);
  }

  private void load(Path folder) throws IOException {
    Workload workload = Workload.read(folder);
    for (String runtime : List.of("plan", "wasm")) {
      Program program = Runtimes.named(runtime).load(workload.module());
      subjects.add(new Subject(program, workload.input().bytes()));
    }
  }

  private boolean run(int evaluations, int threads)
      throws InterruptedException, ExecutionException {
    compareRuntimes();
    int each = evaluations / ROUNDS / threads / subjects.size();
    System.out.printf(
        "%d threads, %d programs, %d evaluations a round%n",
        threads, subjects.size(), each * threads * subjects.size());
    System.out.println("round   seconds   heap after GC KiB   different results");
    List<Long> heaps = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      long begin = System.nanoTime();
      round(each, threads);
      double seconds = (System.nanoTime() - begin) / 1e9;
      heaps.add(heapInUse());
      System.out.printf(
          "%5d %9.1f %19d %19d%n", round, seconds, heaps.get(round - 1) >> 10, different.get());
    }
    // The first rounds fill what is kept on purpose.
    long growth = heaps.get(ROUNDS - 1) - heaps.get(ROUNDS / 2 - 1);
    System.out.printf("growth over the second half: %d KiB%n", growth >> 10);
    return different.get() == 0 && growth <= MAX_GROWTH_BYTES;
  }

  private void round(int each, int threads) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Callable<Void>> work = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      work.add(
          () -> {
            evaluate(each);
            return null;
          });
    }
    for (Future<Void> one : pool.invokeAll(work)) {
      one.get();
    }
    pool.shutdown();
  }

  private void evaluate(int each) {
    for (Subject subject : subjects) {
      different.addAndGet(subject.evaluate(each));
    }
  }

  /** Both runtimes must have given the same bytes for each workload. */
  private void compareRuntimes() {
    for (int i = 0; i < subjects.size(); i += 2) {
      if (!Arrays.equals(subjects.get(i).expected, subjects.get(i + 1).expected)) {
        different.incrementAndGet();
      }
    }
  }

  private static long heapInUse() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
