package dev.seaworthy.cli.hook;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.engine.evidence.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Judges what is in the queue, a few requests at once. */
final class Workers implements AutoCloseable {
  static final int MOST_ATTEMPTS = 8;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final int GROWTH = 3;

  private final JobQueue queue;
  private final Supplier<HookSettings> settings;
  private final Mirrors mirrors;
  private final HookMetrics metrics;
  private final HookLog log;
  private final HookServerOptions options;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /** Begins; each worker has a set-up of its own, in which what is costly is made once. */
  Workers(
      JobQueue queue,
      Supplier<HookSettings> settings,
      Mirrors mirrors,
      HookMetrics metrics,
      HookLog log,
      HookServerOptions options,
      Setup setup) {
    this.queue = queue;
    this.settings = settings;
    this.mirrors = mirrors;
    this.metrics = metrics;
    this.log = log;
    this.options = options;
    for (int i = 0; i < options.workers(); i++) {
      Setup own = setup.shared();
      Thread thread = new Thread(() -> work(own), "worker-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  private void work(Setup setup) {
    try {
      for (Optional<HookJob> job = queue.take(); job.isPresent(); job = queue.take()) {
        work(setup, job.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Setup setup, HookJob job) {
    long begin = System.nanoTime();
    boolean last = job.attempts() >= MOST_ATTEMPTS;
    JobResult result = attempt(setup, job, last);
    if (stopping && !result.isDone()) {
      // It stays on disk, for the next start.
      return;
    }
    String outcome = result.outcome();
    if (result.isDone()) {
      queue.finished(job);
    } else if (last) {
      queue.finished(job);
      outcome = "given-up";
    } else {
      outcome = queue.retry(job, pause(job.attempts())) ? "retry" : "superseded";
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    metrics.judged(job.key().forge(), outcome, took);
    log.judged(job, result, outcome, took);
  }

  private JobResult attempt(Setup setup, HookJob job, boolean last) {
    Optional<ServedRepository> served =
        settings.get().repository(job.key().forge(), job.key().project());
    if (served.isEmpty()) {
      return JobResult.done("not-served", "", List.of());
    }
    try {
      return JobRun.of(setup, mirrors, served.get(), job.key().number()).run(last);
    } catch (ConfigurationException e) {
      return JobResult.again("", e.diagnostics().get(0).problem());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // A defect that one request shows must not keep the others from being judged.
      return JobResult.again("", defect(e));
    }
  }

  private static Problem defect(Throwable e) {
    return new Problem(
        "INTERNAL",
        "this should not happen (`%s`)".formatted(e.getClass().getSimpleName()),
        "report it with the change that shows it");
  }

  private Duration pause(int attempts) {
    Duration pause = options.firstPause();
    for (int i = 1; i < attempts && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
      pause = pause.multipliedBy(GROWTH);
    }
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Lets what is under way come to its end, for as long as the options say. */
  @Override
  public void close() {
    stopping = true;
    queue.close();
    long end = System.nanoTime() + options.drain().toNanos();
    try {
      for (Thread thread : threads) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        thread.join(Math.max(1, left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.forEach(Thread::interrupt);
  }
}
