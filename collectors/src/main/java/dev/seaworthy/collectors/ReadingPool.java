package dev.seaworthy.collectors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Works side by side; results come in the order of the jobs, whatever the threads do. */
final class ReadingPool {
  private final int threads;

  ReadingPool(int threads) {
    this.threads = threads;
  }

  /**
   * The results of all jobs.
   *
   * @param done is told, in order, the position of each job whose result is there
   */
  <J, T> List<T> run(List<J> jobs, Function<J, T> work, IntConsumer done) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, ReadingPool::daemon);
    try {
      List<Future<T>> futures = new ArrayList<>();
      jobs.forEach(job -> futures.add(pool.submit(() -> work.apply(job))));
      List<T> results = new ArrayList<>();
      for (int i = 0; i < jobs.size(); i++) {
        results.add(futures.get(i).get());
        done.accept(i);
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("reading was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a collector broke its promise not to throw", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "seaworthy-read");
    thread.setDaemon(true);
    return thread;
  }
}
