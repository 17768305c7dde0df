package dev.seaworthy.collectors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Reads files side by side; results come in the order of the files, whatever the threads do. */
final class ReadingPool {
  private final int threads;
  private final Progress progress;

  ReadingPool(int threads, Progress progress) {
    this.threads = threads;
    this.progress = progress;
  }

  <T> List<T> run(List<FileJob> jobs, Function<FileJob, T> work) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, ReadingPool::daemon);
    try {
      List<Future<T>> futures = new ArrayList<>();
      jobs.forEach(job -> futures.add(pool.submit(() -> work.apply(job))));
      List<T> results = new ArrayList<>();
      for (int i = 0; i < jobs.size(); i++) {
        results.add(futures.get(i).get());
        progress.read(i + 1, jobs.size(), jobs.get(i).file().name());
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
