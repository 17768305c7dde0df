package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Keeps one list as the server has it: reads it, then watches it from that moment on, as <a
 * href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes">the
 * API's concepts</a> have it. A watch lasts for one turn, and the next goes on where it ended;
 * bookmarks move that moment on where nothing happens. So each turn proves anew that the server is
 * there and that the identity still may read. After any failure the list is read anew.
 */
final class Follower implements Runnable {
  /**
   * What all followers of a cluster share.
   *
   * @param terms on which the cluster is followed
   * @param budget of what all lists hold
   * @param listing one permit: two lists at once would hold two pages
   * @param changed is told of every change; must return at once
   */
  record Common(
      ApiServer server,
      LiveObjects objects,
      Patience patience,
      WatchTerms terms,
      HeldBudget budget,
      Clock clock,
      Semaphore listing,
      Runnable changed) {
    /** A watch that lasts longer has stopped to answer. */
    Duration longestTurn() {
      return terms.turn().plus(patience.silence());
    }

    /** A list older than this is unknown, whatever its follower waits for. */
    FollowedList.Holding holding() {
      return new FollowedList.Holding(
          terms.staleness().orElse(longestTurn()), terms.staleness().orElse(Duration.ZERO), budget);
    }
  }

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** What does not fit is seldom smaller soon after, and is read in vain. */
  private static final Duration WAIT_FOR_ROOM = Duration.ofMinutes(2);

  /** Ends the reading of a list that does not fit. */
  private static final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoRoomException() {
      super("no room", null, false, false);
    }
  }

  private final FollowedList list;
  private final ListTask task;
  private final Common common;
  private final IntConsumer progress;

  /**
   * A follower of one list.
   *
   * @param progress is told how many objects came, while the list is read for the first time
   */
  Follower(FollowedList list, Common common, IntConsumer progress) {
    this.list = list;
    this.task = list.task();
    this.common = common;
    this.progress = progress;
  }

  /** Goes on until its thread is interrupted. */
  @Override
  public void run() {
    int failures = 0;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        failures = turn() ? 0 : failures + 1;
        if (failures > 0) {
          pause(failures);
        }
      }
    } catch (InterruptedException | CancellationException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the server ended a whole turn in peace. */
  private boolean turn() throws InterruptedException {
    try {
      if (list.resourceVersion().isEmpty()) {
        read();
      }
      follow();
      return true;
    } catch (ApiException e) {
      if (e.reach() == ApiException.Reach.EXPIRED) {
        list.forget();
        return false;
      }
      boolean full = e.reach() == ApiException.Reach.ROOM;
      if (full) {
        list.drop();
      }
      tellIf(list.lose(e.problem()));
      if (full) {
        Thread.sleep(WAIT_FOR_ROOM.toMillis());
      }
      return false;
    }
  }

  private void read() throws ApiException, InterruptedException {
    common.listing().acquire();
    try {
      var begun = common.clock().instant();
      IntConsumer told = list.isTried() ? count -> {} : progress;
      PagedList<LiveObjects.Read> pages =
          new PagedList<>(common.server(), task.path(), task.query(), new Fitting());
      tellIf(list.replace(pages.read(told), begun));
    } catch (NoRoomException e) {
      throw list.noRoom();
    } finally {
      common.listing().release();
    }
  }

  /** Reads items for as long as they fit. */
  private final class Fitting implements Function<Tree, LiveObjects.Read> {
    private long objects;
    private long bytes;

    @Override
    public LiveObjects.Read apply(Tree item) {
      LiveObjects.Read read = common.objects().read(task, item);
      objects++;
      bytes += read.bytes();
      if (!list.fits(objects, bytes)) {
        throw new NoRoomException();
      }
      return read;
    }
  }

  private void tellIf(boolean changed) {
    if (changed) {
      common.changed().run();
    }
  }

  private void follow() throws ApiException {
    String path = task.path();
    try (InputStream body = common.server().open(target(), common.longestTurn())) {
      tellIf(list.follow());
      WatchStream events = new WatchStream(body, path, common.server().problems());
      for (Optional<WatchStream.Event> event = events.next();
          event.isPresent();
          event = events.next()) {
        take(event.get());
      }
      list.confirm("", common.clock().instant());
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("following was interrupted");
      }
      throw new ApiException(common.server().problems().broken(path, e), ApiException.Reach.SERVER);
    }
  }

  private String target() {
    return "%s?watch=1&allowWatchBookmarks=true&timeoutSeconds=%d&resourceVersion=%s%s"
        .formatted(
            task.path(),
            common.terms().turn().toSeconds(),
            PagedList.encoded(list.resourceVersion()),
            task.query().isEmpty() ? "" : "&" + task.query());
  }

  private void take(WatchStream.Event event) throws ApiException {
    String version = event.resourceVersion();
    var now = common.clock().instant();
    switch (event.type()) {
      case "ADDED", "MODIFIED" -> {
        list.put(common.objects().read(task, event.object()), version, now);
        requireBounded();
        common.changed().run();
      }
      case "DELETED" -> {
        list.remove(common.objects().read(task, event.object()).path(), version, now);
        common.changed().run();
      }
      case "BOOKMARK" -> list.confirm(version, now);
      default -> throw refused(event.object());
    }
  }

  private void requireBounded() throws ApiException {
    if (list.size() > PagedList.MOST_OBJECTS) {
      throw new ApiException(
          common.server().problems().tooMany(task.path(), PagedList.MOST_OBJECTS),
          ApiException.Reach.REQUEST);
    }
  }

  /** What the Status object of an error event says. */
  private ApiException refused(Tree.Mapping status) {
    int code =
        status.get("code").map(Tree::plain).orElse(0L) instanceof Long number
            ? number.intValue()
            : 0;
    return common.server().refused(task.path(), code, status.text("message").orElse(""));
  }

  private void pause(int failures) throws InterruptedException {
    long wait = common.patience().firstWait().toMillis() << Math.min(failures, 12);
    Thread.sleep(Math.min(wait, LONGEST_WAIT.toMillis()));
  }
}
