package dev.seaworthy.collectors.cluster;

import dev.seaworthy.engine.evidence.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one list, as of when. One thread changes it while others read it, each call as a
 * whole.
 */
final class FollowedList {
  /**
   * How lists are held.
   *
   * @param mostAge above which nobody may take what is held for what is
   * @param grace the same where its watch has failed
   * @param budget that all lists share
   */
  record Holding(Duration mostAge, Duration grace, HeldBudget budget) {}

  private final ListTask task;
  private final LiveObjects objects;
  private final ClusterProblems problems;
  private final Holding holding;
  private final Map<String, List<OwnedObjects.Seen>> held = new TreeMap<>();
  private String resourceVersion = "";
  private long bytes;
  private int reads;
  private boolean left;

  /** When the server last proved that this is what it holds; null before the first list. */
  private @Nullable Instant asOf;

  /** Whether a watch goes on from what is held; one that cannot be watched is never known. */
  private boolean followed;

  private @Nullable Problem trouble;

  /** A list of which nothing is known yet. */
  FollowedList(ListTask task, LiveObjects objects, ClusterProblems problems, Holding holding) {
    this.task = task;
    this.objects = objects;
    this.problems = problems;
    this.holding = holding;
  }

  ListTask task() {
    return task;
  }

  /** The moment from which a watch goes on; empty where the list must be read anew. */
  synchronized String resourceVersion() {
    return resourceVersion;
  }

  /** Whether it was followed or failed once. */
  synchronized boolean isTried() {
    return followed || trouble != null;
  }

  /** Whether a whole list would fit in the place of what is held. */
  synchronized boolean fits(long newObjects, long newBytes) {
    return holding.budget().fits(newObjects - held.size(), newBytes - bytes);
  }

  /**
   * Takes a whole list in the place of what was held.
   *
   * @return whether what is known changes by that
   * @throws ApiException if there is no room for it
   */
  synchronized boolean replace(PagedList.Listed<LiveObjects.Read> list, Instant begun)
      throws ApiException {
    Map<String, List<OwnedObjects.Seen>> next = new TreeMap<>();
    list.items().forEach(item -> next.put(item.path(), item.seen()));
    grow(
        next.size() - held.size(),
        next.values().stream().mapToLong(LiveObjects.Read::bytes).sum() - bytes);
    held.clear();
    held.putAll(next);
    resourceVersion = list.resourceVersion();
    asOf = begun;
    reads++;
    // What was known while its watch was tried again may be other by now.
    return followed || !holding.grace().isZero();
  }

  /**
   * Notes that a watch goes on from what is held.
   *
   * @return whether what is known changes by that
   */
  synchronized boolean follow() {
    boolean news = !followed;
    followed = true;
    trouble = null;
    return news;
  }

  /**
   * Takes a new or changed object.
   *
   * @throws ApiException if there is no room for it
   */
  synchronized void put(LiveObjects.Read object, String version, Instant now) throws ApiException {
    List<OwnedObjects.Seen> before = held.get(object.path());
    grow(
        before == null ? 1 : 0,
        object.bytes() - (before == null ? 0 : LiveObjects.Read.bytes(before)));
    held.put(object.path(), object.seen());
    confirm(version, now);
  }

  /** Takes an object away. */
  synchronized void remove(String path, String version, Instant now) throws ApiException {
    List<OwnedObjects.Seen> before = held.remove(path);
    if (before != null) {
      grow(-1, -LiveObjects.Read.bytes(before));
    }
    confirm(version, now);
  }

  private void grow(int moreObjects, long moreBytes) throws ApiException {
    // Its follower may hear one thing more before it ends.
    if (left || !holding.budget().change(moreObjects, moreBytes)) {
      throw noRoom();
    }
    bytes += moreBytes;
  }

  /** That the list does not fit beside the others. */
  ApiException noRoom() {
    return new ApiException(
        problems.cacheFull(task.path(), holding.budget()), ApiException.Reach.ROOM);
  }

  /** Holds nothing from now on. */
  synchronized void leave() {
    drop();
    left = true;
  }

  /** Lets go what is held, so that there is room for others. */
  synchronized void drop() {
    holding.budget().change(-held.size(), -bytes);
    held.clear();
    bytes = 0;
    asOf = null;
    resourceVersion = "";
  }

  /** Notes that the list is as it is held at {@code version}. */
  synchronized void confirm(String version, Instant now) {
    if (!version.isEmpty()) {
      resourceVersion = version;
    }
    asOf = now;
  }

  /** Notes that the moment is forgotten on the server, and the list to be read anew. */
  synchronized void forget() {
    resourceVersion = "";
  }

  /**
   * Notes that the list is unknown from now on.
   *
   * @return whether what is known changes by that
   */
  synchronized boolean lose(Problem why) {
    boolean news = trouble == null || !trouble.code().equals(why.code());
    followed = false;
    trouble = why;
    resourceVersion = "";
    return news;
  }

  synchronized int size() {
    return held.size();
  }

  /** Adds what is held to {@code lists} if it is known, or else the gap that says why not. */
  synchronized void addTo(ClusterReading.Lists lists, Instant now) {
    Optional<Problem> unknown = unknown(now);
    if (unknown.isPresent()) {
      lists.gaps().add(objects.gap(task, unknown.get()));
      return;
    }
    held.values().forEach(lists.seen()::addAll);
    lists.listed().add(new ClusterLists.Listed(task, held.size(), resourceVersion));
    if (task.provesNamespace() && held.isEmpty()) {
      lists.gaps().add(objects.noNamespace(task));
    }
  }

  synchronized ClusterWatch.Followed state(Instant now) {
    return new ClusterWatch.Followed(
        task.path(),
        task.kind().qualified(),
        unknown(now).isEmpty(),
        Optional.ofNullable(asOf),
        resourceVersion,
        held.size(),
        bytes,
        reads);
  }

  /** Why the list is not known now; empty where it is. */
  private Optional<Problem> unknown(Instant now) {
    if (asOf == null || (trouble == null && !followed)) {
      return Optional.of(trouble == null ? problems.notListedYet(task.path()) : trouble);
    }
    Duration age = Duration.between(asOf, now);
    if (trouble != null && age.compareTo(holding.grace()) >= 0) {
      return Optional.of(problems.notFollowed(trouble, age));
    }
    return age.compareTo(holding.mostAge()) > 0
        ? Optional.of(problems.notFollowed(problems.silent(task.path()), age))
        : Optional.empty();
  }
}
