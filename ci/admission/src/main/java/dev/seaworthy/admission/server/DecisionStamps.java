package dev.seaworthy.admission.server;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogStamps;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has the checkpoints of a log of decisions stamped, on a thread of its own: neither a review nor a
 * checkpoint waits for an authority. While none answers the log goes on; the next time stamp is
 * over what went without one too.
 */
final class DecisionStamps implements AutoCloseable {
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final int CLOSE_MILLIS = 2_000;

  private final LogStamps kept;
  private final Stamping stamping;
  private final Metrics metrics;
  private final EventLog events;
  private final Thread thread = new Thread(this::keepUp, "decision-stamps");
  private volatile long stamped;
  private boolean failed;

  private DecisionStamps(
      LogStamps kept, long stamped, Stamping stamping, Metrics metrics, EventLog events) {
    this.kept = kept;
    this.stamped = stamped;
    this.stamping = stamping;
    this.metrics = metrics;
    this.events = events;
    metrics.stamps(() -> this.stamped);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Begins with what an earlier process left without a time stamp.
   *
   * @param folder of the log
   * @throws LogException if earlier time stamps cannot be read
   */
  static DecisionStamps begin(Path folder, Stamping stamping, Metrics metrics, EventLog events)
      throws LogException {
    LogStamps kept = new LogStamps(folder);
    List<Long> sizes = kept.sizes();
    long stamped = sizes.isEmpty() ? 0 : sizes.get(sizes.size() - 1);
    return new DecisionStamps(kept, stamped, stamping, metrics, events);
  }

  private void keepUp() {
    Duration interval = stamping.interval();
    Duration again = interval.compareTo(RETRY) < 0 ? interval : RETRY;
    try {
      while (true) {
        Thread.sleep((isUpToDate() ? interval : again).toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether nothing is left to be stamped. */
  private boolean isUpToDate() {
    try {
      Optional<String> note = kept.unstamped();
      return note.isEmpty() || isStamped(note.get());
    } catch (LogException e) {
      events.problem("decision-stamp-failed", e.problem());
    } catch (RuntimeException e) {
      // A defect must not end the thread: later checkpoints are over the same entries.
      events.event("decision-stamp-broken");
    }
    fail();
    return false;
  }

  private boolean isStamped(String note) throws LogException {
    List<byte[]> stamps =
        stamping.stamper().stamp(note.getBytes(StandardCharsets.UTF_8), this::tell);
    if (stamps.isEmpty()) {
      fail();
      return false;
    }
    stamped = kept.keep(note, stamps);
    if (failed) {
      failed = false;
      events.event("decision-log-stamped");
    }
    return true;
  }

  /** An authority that is asked while the server stops has not failed. */
  private void tell(Problem problem) {
    if (!Thread.currentThread().isInterrupted()) {
      events.problem("decision-stamp-failed", problem);
    }
  }

  private void fail() {
    failed = true;
    metrics.stampFailed();
  }

  /** Asks no more. What has no time stamp now gets one when the log is opened again. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
