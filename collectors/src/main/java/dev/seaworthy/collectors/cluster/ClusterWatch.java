package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.LiveSource;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a cluster for as long as a program runs: each list is read once and then watched, so that
 * what the cluster holds can be told at any moment without asking for it. What is not followed, for
 * whatever reason, is a gap and no evidence.
 */
public final class ClusterWatch implements LiveSource, AutoCloseable {
  /**
   * How one list stands.
   *
   * @param path on the server
   * @param kind such as {@code deployments.apps}
   * @param known whether what it holds counts now
   * @param asOf when the server last proved it; empty before it was first read
   * @param resourceVersion the moment of the cluster that it shows; empty where it is not followed
   * @param objects how many it holds
   * @param bytes of their canonical JSON
   * @param reads how often it was read as a whole
   */
  public record Followed(
      String path,
      String kind,
      boolean known,
      Optional<Instant> asOf,
      String resourceVersion,
      int objects,
      long bytes,
      int reads) {
    /** How long ago that was, at {@code now}; never below zero. */
    public Optional<Duration> age(Instant now) {
      return asOf.map(at -> at.isAfter(now) ? Duration.ZERO : Duration.between(at, now));
    }
  }

  private record Running(FollowedList list, Thread thread) {}

  /** A watch is a connection; an API server takes no endless number of one client. */
  static final int MOST_LISTS = 512;

  private static final Duration LONGEST_END = Duration.ofSeconds(2);

  /** So often it is asked whether there are other kinds than before. */
  private static final Duration REPLAN = Duration.ofMinutes(2);

  private final ClusterAccess access;
  private final ClusterSelection selection;
  private final KubernetesCollector collector;
  private final ClusterProgress progress;
  private final ClusterReading reading;
  private final Follower.Common common;
  private final Duration replan;
  private final Thread planner;
  private final Semaphore replanning = new Semaphore(0);
  private volatile NeededKinds needed;

  // What follows is read and changed under this object's lock.
  private final Map<ListTask, Running> running = new LinkedHashMap<>();
  private @Nullable ListPlan plan;
  private @Nullable Instant plannedAt;
  private @Nullable NeededKinds plannedFor;
  private @Nullable Problem planTrouble;
  private Optional<String> version = Optional.empty();
  private boolean closed;

  private ClusterWatch(
      ClusterAccess access,
      ClusterSelection selection,
      NeededKinds needed,
      KubernetesCollector collector,
      ClusterProgress progress,
      ClusterReading reading,
      Follower.Common common,
      Duration replan) {
    this.access = access;
    this.selection = selection;
    this.needed = needed;
    this.collector = collector;
    this.progress = progress;
    this.reading = reading;
    this.common = common;
    this.replan = replan;
    this.planner = thread("cluster watch", this::plan);
  }

  /**
   * Begins to follow the cluster that {@code selection} leads to.
   *
   * @param needed kinds; where the selection names kinds, those
   * @param collector turns objects into evidence, secret values redacted
   * @param progress is told of lists that are read for the first time, by several threads in turn
   * @param changed is told of every change, by any thread; must return at once
   * @throws ClusterException if the selection leads to no cluster
   */
  public static ClusterWatch begin(
      ClusterSelection selection,
      NeededKinds needed,
      KubernetesCollector collector,
      Patience patience,
      ClusterProgress progress,
      Clock clock,
      Runnable changed)
      throws ClusterException {
    return begin(
        selection, needed, collector, patience, progress, clock, changed, WatchTerms.DEFAULT);
  }

  /**
   * The same on other terms.
   *
   * @throws ClusterException if the selection leads to no cluster
   */
  public static ClusterWatch begin(
      ClusterSelection selection,
      NeededKinds needed,
      KubernetesCollector collector,
      Patience patience,
      ClusterProgress progress,
      Clock clock,
      Runnable changed,
      WatchTerms terms)
      throws ClusterException {
    return begin(selection, needed, collector, patience, progress, clock, changed, terms, REPLAN);
  }

  static ClusterWatch begin(
      ClusterSelection selection,
      NeededKinds needed,
      KubernetesCollector collector,
      Patience patience,
      ClusterProgress progress,
      Clock clock,
      Runnable changed,
      WatchTerms terms,
      Duration replan)
      throws ClusterException {
    ClusterAccess access = ClusterAccess.open(selection, patience);
    ApiServer server = access.server();
    ClusterReading reading = new ClusterReading(access, selection);
    LiveObjects objects = new LiveObjects(reading.place(), server.problems(), collector);
    Follower.Common common =
        new Follower.Common(
            server,
            objects,
            patience,
            terms,
            new HeldBudget(terms.mostObjects(), terms.mostBytes()),
            clock,
            new Semaphore(1, true),
            changed);
    ClusterWatch watch =
        new ClusterWatch(access, selection, needed, collector, progress, reading, common, replan);
    watch.planner.start();
    return watch;
  }

  /** What the cluster holds now, without asking it. */
  @Override
  public synchronized Reading read() {
    if (plan == null) {
      return reading.none(
          planTrouble == null ? access.server().problems().notListedYet("/apis") : planTrouble);
    }
    return reading.of(plan, lists(plan), version);
  }

  /** What the cluster holds now and what is not known of it; nothing where nothing is there. */
  public synchronized List<Observation> observations() {
    return plan == null
        ? read().observations()
        : reading.observations(plan, lists(plan), new ArrayList<>());
  }

  /** Follows other kinds from now on; those that are followed already go on. */
  public void need(NeededKinds other) {
    needed = other;
    replanning.release();
  }

  /** Whether the lists are those of the kinds that are needed now. */
  public synchronized boolean isPlanned() {
    return plan != null && plannedFor == needed;
  }

  private ClusterReading.Lists lists(ListPlan planned) {
    Instant now = common.clock().instant();
    ClusterReading.Lists lists =
        new ClusterReading.Lists(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (planTrouble != null && isTooOld(now)) {
      // There may be kinds by now of which nobody knows.
      lists.gaps().addAll(reading.unknown(planTrouble));
    }
    for (ListTask task : planned.tasks()) {
      Running one = running.get(task);
      if (one == null) {
        lists
            .gaps()
            .add(common.objects().gap(task, access.server().problems().tooManyLists(MOST_LISTS)));
      } else {
        one.list().addTo(lists, now);
      }
    }
    return lists;
  }

  /** Whether kinds may have come since the plan, for longer than it may be wrong. */
  private boolean isTooOld(Instant now) {
    Instant at = plannedAt;
    Optional<Duration> most = common.terms().staleness().map(replan::plus);
    return at == null
        || most.isEmpty()
        || Duration.between(at, now).compareTo(most.orElseThrow()) > 0;
  }

  /** How every list stands, in order of discovery. */
  public synchronized List<Followed> followed() {
    Instant now = common.clock().instant();
    return running.values().stream().map(one -> one.list().state(now)).toList();
  }

  /** Whether each list that is needed was read or failed once, or the cluster told of none. */
  public synchronized boolean isTried() {
    return (plan == null || !isPlanned())
        ? planTrouble != null
        : running.values().stream().allMatch(one -> one.list().isTried());
  }

  /** Stops following, and waits for what goes on to end. */
  @Override
  public void close() {
    List<Thread> threads = new ArrayList<>(List.of(planner));
    synchronized (this) {
      closed = true;
      running.values().forEach(one -> threads.add(one.thread()));
    }
    threads.forEach(Thread::interrupt);
    join(threads);
    access.close();
  }

  /** The client is closed after its users, or they would be told of it by exceptions. */
  private static void join(List<Thread> threads) {
    long end = System.nanoTime() + LONGEST_END.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks again and again which lists there are. */
  private void plan() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        planOnce();
        Duration wait = planTrouble() == null ? replan : retry();
        if (replanning.tryAcquire(
            Math.min(wait.toMillis(), replan.toMillis()), TimeUnit.MILLISECONDS)) {
          replanning.drainPermits();
        }
      }
    } catch (InterruptedException | CancellationException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Before it would be too late. */
  private Duration retry() {
    Duration silence = common.patience().silence();
    return common
        .terms()
        .staleness()
        .map(most -> most.dividedBy(4))
        .filter(quarter -> quarter.compareTo(silence) < 0)
        .orElse(silence);
  }

  private synchronized @Nullable Problem planTrouble() {
    return planTrouble;
  }

  private void planOnce() {
    ApiServer server = access.server();
    NeededKinds wanted = needed;
    try {
      ListPlan now = ListPlan.of(server, reading.place(), selection, wanted, collector.podPaths());
      adopt(now, wanted, ClusterFacts.version(server));
    } catch (ApiException e) {
      fail(e.problem());
    }
    common.changed().run();
  }

  private synchronized void fail(Problem problem) {
    planTrouble = problem;
  }

  private synchronized void adopt(ListPlan now, NeededKinds wanted, Optional<String> told) {
    plan = now;
    plannedFor = wanted;
    plannedAt = common.clock().instant();
    planTrouble = null;
    version = told;
    running
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !now.tasks().contains(entry.getKey());
              if (gone) {
                entry.getValue().thread().interrupt();
                entry.getValue().list().leave();
              }
              return gone;
            });
    for (int i = 0; i < now.tasks().size() && running.size() < MOST_LISTS && !closed; i++) {
      int number = i + 1;
      running.computeIfAbsent(
          now.tasks().get(i), task -> started(task, number, now.tasks().size()));
    }
  }

  private Running started(ListTask task, int number, int of) {
    FollowedList list =
        new FollowedList(task, common.objects(), access.server().problems(), common.holding());
    Follower follower =
        new Follower(
            list, common, count -> progress.read(number, of, task.kind().qualified(), count));
    Thread thread = thread("watch " + task.path(), follower);
    thread.start();
    return new Running(list, thread);
  }

  /** Nobody waits for it when the program ends. */
  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
