package dev.seaworthy.benchmarks.rego;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Counts how often threads that begin at the same moment do something in a while. */
final class Race {
  private final Supplier<? extends Runnable> work;

  /**
   * @param work gives each thread its own, made before the start
   */
  Race(Supplier<? extends Runnable> work) {
    this.work = work;
  }

  /** Times a second, of all threads together. */
  double perSecond(int threads, long spanNanos) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<Double>> rates = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      rates.add(pool.submit(() -> run(start, spanNanos)));
    }
    pool.shutdown();
    double sum = 0;
    for (Future<Double> each : rates) {
      sum += each.get();
    }
    return sum;
  }

  private double run(CyclicBarrier start, long spanNanos)
      throws InterruptedException, BrokenBarrierException {
    Runnable one = work.get();
    start.await();
    long begin = System.nanoTime();
    for (long times = 1; ; times++) {
      one.run();
      long taken = System.nanoTime() - begin;
      if (taken >= spanNanos) {
        return times * 1e9 / taken;
      }
    }
  }
}
