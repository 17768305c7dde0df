package dev.seaworthy.admission.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Bytes that reviews may take up at once, whatever their number. Those beyond stay outside, unread,
 * so that they wait in the network and not in memory, and come in by their order.
 */
final class Room implements AutoCloseable {
  /** Who waits outside; told once, of one of both. */
  interface Guest {
    /** There is room, until {@link #leave}. */
    void enter();

    /** There was none in time. */
    void turnAway();
  }

  private record Waiting(long bytes, Guest guest, Executor executor) {}

  private final Queue<Waiting> outside = new ArrayDeque<>();
  private final ScheduledThreadPoolExecutor timer;
  private long free;

  Room(long bytes, Metrics metrics) {
    this.free = bytes;
    this.timer = new ScheduledThreadPoolExecutor(1, Room::thread);
    timer.setRemoveOnCancelPolicy(true);
    metrics.outside(this::outside);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "room");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Lets a review in, now or later.
   *
   * @param bytes no more than there are when nobody is in
   * @param time how long it waits at most
   * @param executor tells the guest of what comes later
   */
  void ask(long bytes, Duration time, Executor executor, Guest guest) {
    synchronized (this) {
      if (bytes > free || !outside.isEmpty()) {
        Waiting waiting = new Waiting(bytes, guest, executor);
        outside.add(waiting);
        Future<?> unused = later(time, () -> turnAway(waiting));
        return;
      }
      free -= bytes;
    }
    guest.enter();
  }

  /** Runs something then, unless what it gives is cancelled. */
  Future<?> later(Duration time, Runnable act) {
    return timer.schedule(act, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Gives back what a guest took up. */
  synchronized void leave(long bytes) {
    free += bytes;
    admit();
  }

  private void turnAway(Waiting waiting) {
    synchronized (this) {
      if (!outside.remove(waiting)) {
        return;
      }
      // It may have been in the way of a smaller one.
      admit();
    }
    tell(waiting.executor(), waiting.guest()::turnAway);
  }

  private void admit() {
    for (Waiting next = outside.peek();
        next != null && next.bytes() <= free;
        next = outside.peek()) {
      outside.remove();
      free -= next.bytes();
      tell(next.executor(), next.guest()::enter);
    }
  }

  private static void tell(Executor executor, Runnable what) {
    try {
      executor.execute(what);
    } catch (RejectedExecutionException e) {
      // The server has stopped, and its connections with it: there is nobody to tell.
    }
  }

  private synchronized int outside() {
    return outside.size();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
