package dev.seaworthy.benchmarks.rego;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Supplier<? extends Runnable> work;

  /**
   * How often.
   *
   * @param perSecond all threads together, on the clock: waits for a collection, or for a processor
   *     that others use, count
   * @param perProcessorSecond of the threads' own time on a processor: they do not
   */
  record Rate(double perSecond, double perProcessorSecond) {}

  private record Lap(long times, long nanos, long processorNanos) {}

  /**
   * @param work gives each thread its own, made before the start
   */
  Race(Supplier<? extends Runnable> work) {
    this.work = work;
  }

  /**
   * Lets threads run.
   *
   * @param span how many nanoseconds of a processor each may use
   */
  Rate run(int threads, long span) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<Lap>> laps = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      laps.add(pool.submit(() -> lap(start, span)));
    }
    pool.shutdown();
    double perSecond = 0;
    double times = 0;
    double processorNanos = 0;
    for (Future<Lap> each : laps) {
      Lap lap = each.get();
      perSecond += lap.times * 1e9 / lap.nanos;
      times += lap.times;
      processorNanos += lap.processorNanos;
    }
    return new Rate(perSecond, times * 1e9 / processorNanos);
  }

  private Lap lap(CyclicBarrier start, long span)
      throws InterruptedException, BrokenBarrierException {
    Runnable one = work.get();
    start.await();
    long begin = System.nanoTime();
    long used = THREADS.getCurrentThreadCpuTime();
    for (long times = 1; ; times++) {
      one.run();
      long processor = THREADS.getCurrentThreadCpuTime() - used;
      if (processor >= span) {
        return new Lap(times, System.nanoTime() - begin, processor);
      }
    }
  }
}
