package dev.seaworthy.cli.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Jobs that wait or are under way, each on disk until it is done. Of one request at most one is
 * under way and one waits: a newer event takes the place of the one that waits.
 */
final class JobQueue {
  /** Is told what nobody waits for. */
  interface Listener {
    /** A file that is no whole record was put there. */
    void setAside(Path file);

    /** The disk takes nothing. */
    void unwritable(IOException e);
  }

  private record Waiting(HookJob job, long notBefore) {}

  private final JobFiles files;
  private final int most;
  private final Clock clock;
  private final Listener listener;
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private final Map<RequestKey, Long> newest = new HashMap<>();
  private final Set<RequestKey> running = new HashSet<>();
  private long sequence;
  private boolean closed;

  private JobQueue(JobFiles files, int most, Clock clock, Listener listener) {
    this.files = files;
    this.most = most;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * The queue in a folder that no other process uses.
   *
   * @param most that may wait
   */
  static JobQueue open(Path state, int most, Clock clock, Listener listener) throws IOException {
    JobFiles files = JobFiles.in(state);
    JobQueue queue = new JobQueue(files, most, clock, listener);
    for (HookJob job : files.read(listener::setAside)) {
      queue.sequence = Math.max(queue.sequence, job.sequence());
      queue.put(job, System.nanoTime());
    }
    return queue;
  }

  /**
   * Takes an event in. Once this returns it is not lost.
   *
   * @return false where there is no room
   * @throws IOException if it cannot be kept
   */
  synchronized boolean add(RequestKey key, String delivery) throws IOException {
    if (!newest.containsKey(key) && waiting.size() >= most) {
      return false;
    }
    HookJob job = new HookJob(sequence + 1, key, delivery, clock.instant(), 0);
    files.write(job);
    sequence++;
    put(job, System.nanoTime());
    notifyAll();
    return true;
  }

  /** In place of the one that waits for the same request. */
  private void put(HookJob job, long notBefore) {
    Long former = newest.put(job.key(), job.sequence());
    if (former != null) {
      Waiting superseded = waiting.remove(former);
      if (superseded != null) {
        delete(superseded.job());
      }
    }
    waiting.put(job.sequence(), new Waiting(job, notBefore));
  }

  /** The next job, when there is one; empty once the queue is closed. */
  synchronized Optional<HookJob> take() throws InterruptedException {
    while (!closed) {
      long now = System.nanoTime();
      Optional<Waiting> next =
          waiting.values().stream()
              .filter(one -> !running.contains(one.job().key()))
              .filter(one -> one.notBefore() - now <= 0)
              .findFirst();
      if (next.isPresent()) {
        return Optional.of(begin(next.get().job()));
      }
      wait(millisToNext(now));
    }
    return Optional.empty();
  }

  /** Until a job may be tried again; 0, which is for ever, where none waits for its time. */
  private long millisToNext(long now) {
    return waiting.values().stream()
        .filter(one -> !running.contains(one.job().key()))
        .mapToLong(one -> TimeUnit.NANOSECONDS.toMillis(one.notBefore() - now) + 1)
        .min()
        .orElse(0);
  }

  /** The attempt is counted first: a job that ends the process each time must end itself. */
  private HookJob begin(HookJob job) {
    waiting.remove(job.sequence());
    newest.remove(job.key());
    running.add(job.key());
    HookJob begun = job.begun();
    try {
      files.write(begun);
    } catch (IOException e) {
      listener.unwritable(e);
    }
    return begun;
  }

  /** A job has come to its end. */
  synchronized void finished(HookJob job) {
    running.remove(job.key());
    delete(job);
    notifyAll();
  }

  /**
   * A job is tried again later, unless a newer event of its request waits.
   *
   * @return whether it is
   */
  synchronized boolean retry(HookJob job, Duration after) {
    boolean again = !newest.containsKey(job.key());
    if (again) {
      running.remove(job.key());
      put(job, System.nanoTime() + after.toNanos());
      notifyAll();
    } else {
      finished(job);
    }
    return again;
  }

  private void delete(HookJob job) {
    try {
      files.delete(job);
    } catch (IOException e) {
      listener.unwritable(e);
    }
  }

  /** Gives no more jobs out; those that are left stay on disk. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Whether a job about this request waits or is under way. */
  synchronized boolean holds(RequestKey key) {
    return newest.containsKey(key) || running.contains(key);
  }

  /** How many wait. */
  synchronized int depth() {
    return waiting.size();
  }

  /** How many are under way. */
  synchronized int running() {
    return running.size();
  }

  /** When the oldest that waits came. */
  synchronized Optional<Instant> oldest() {
    return waiting.values().stream().map(one -> one.job().received()).min(Instant::compareTo);
  }
}
