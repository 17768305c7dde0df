package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.AdmissionReview;
import dev.seaworthy.admission.Decision;
import dev.seaworthy.admission.ReviewReader;
import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.PolicyException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where reviews wait for a worker: no more of them than there is room for, and no longer than they
 * have. Every review is answered, judged or not.
 */
final class Desk implements AutoCloseable {
  private static final int SETTLE_MILLIS = 5;

  private final AtomicInteger open = new AtomicInteger();
  private final Supplier<Reviewer> inForce;
  private final Clock clock;
  private final Metrics metrics;
  private final EventLog log;
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor deadlines;

  Desk(
      ServerOptions options,
      Supplier<Reviewer> inForce,
      Clock clock,
      Metrics metrics,
      EventLog log) {
    this.inForce = inForce;
    this.clock = clock;
    this.metrics = metrics;
    this.log = log;
    this.workers =
        new ThreadPoolExecutor(
            options.workers(),
            options.workers(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(options.waiting()),
            task -> thread(task, "review"));
    this.deadlines = new ScheduledThreadPoolExecutor(1, task -> thread(task, "deadline"));
    deadlines.setRemoveOnCancelPolicy(true);
    metrics.queue(() -> workers.getQueue().size());
  }

  /**
   * Decides what a review asks.
   *
   * @param body the review
   * @param time how long the caller waits
   * @param gone is run once the review is no longer held
   */
  void decide(byte[] body, Duration time, Waiting.Caller caller, Runnable gone) {
    open.incrementAndGet();
    Waiting waiting = new Waiting(body, inForce.get(), clock, counted(caller));
    try {
      workers.execute(() -> judge(waiting, gone));
      waiting.until(deadlines.schedule(() -> late(waiting), time.toNanos(), TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException e) {
      metrics.notJudged("queue-full");
      waiting.undecided(
          new Problem(
              "OVERLOADED",
              "too many reviews wait for an answer",
              "try again, and add replicas of the webhook if it stays so"));
      gone.run();
    }
  }

  private void judge(Waiting waiting, Runnable gone) {
    try {
      judge(waiting);
    } finally {
      gone.run();
    }
  }

  private Waiting.Caller counted(Waiting.Caller caller) {
    return new Waiting.Caller() {
      @Override
      public void decided(AdmissionRequest request, Decision decision) {
        caller.decided(request, decision);
        open.decrementAndGet();
      }

      @Override
      public void refused(Problem problem) {
        caller.refused(problem);
        open.decrementAndGet();
      }
    };
  }

  private void judge(Waiting waiting) {
    // Nobody waits any more.
    if (waiting.isAnswered()) {
      return;
    }
    AdmissionReview review;
    Decision decision;
    try {
      review = ReviewReader.read(waiting.body());
      decision = waiting.reviewer().review(review, clock.instant());
    } catch (AdmissionException e) {
      waiting.refused(e.problem());
      return;
    } catch (PolicyException e) {
      broken(waiting, e.problem());
      return;
    } catch (RuntimeException | StackOverflowError e) {
      // One review must not take the others' answers with it.
      String name = e.getClass().getSimpleName();
      broken(
          waiting,
          new Problem(
              "INTERNAL",
              "the review could not be judged (`%s`)".formatted(name),
              "report it with the object's kind"));
      return;
    }
    waiting.decided(review.request(), decision);
  }

  private void broken(Waiting waiting, Problem problem) {
    metrics.notJudged("failed");
    log.problem("review-failed", problem);
    waiting.undecided(problem);
  }

  private void late(Waiting waiting) {
    Problem problem =
        new Problem(
            "DEADLINE",
            "there was no time to judge the object",
            "try again, and add replicas of the webhook if it stays so");
    if (waiting.undecided(problem)) {
      metrics.notJudged("deadline");
    }
  }

  /** Waits until nobody waits for an answer, but no longer than {@code most}. */
  void settle(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    try {
      while (open.get() > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    workers.shutdown();
    deadlines.shutdownNow();
  }
}
