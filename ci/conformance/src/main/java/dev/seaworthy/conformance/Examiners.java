package dev.seaworthy.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Examines batches side by side. */
final class Examiners {
  private static final int MINUTES_PER_BATCH = 10;

  /** Deeply nested values need a deep stack, on a thread's as on main's. */
  private static final long STACK_BYTES = 16L << 20;

  private Examiners() {}

  static List<Result> all(String runtime, List<Batch> batches)
      throws ExecutionException, InterruptedException {
    Examination examination = new Examination(runtime, Runtimes.named(runtime));
    ExecutorService pool =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), Examiners::thread);
    try {
      List<Future<List<Result>>> futures = new ArrayList<>();
      for (Batch batch : batches) {
        futures.add(pool.submit(() -> examination.of(batch)));
      }
      List<Result> results = new ArrayList<>();
      for (int i = 0; i < futures.size(); i++) {
        results.addAll(within(futures.get(i), batches.get(i)));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Result> within(Future<List<Result>> future, Batch batch)
      throws ExecutionException, InterruptedException {
    try {
      return future.get(MINUTES_PER_BATCH, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no end of " + batch.folder() + ": a deadline failed", e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "examiner", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }
}
