package dev.seaworthy.admission;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.cluster.ClusterException;
import dev.seaworthy.collectors.cluster.ClusterProgress;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import dev.seaworthy.collectors.cluster.ClusterWatch;
import dev.seaworthy.collectors.cluster.NeededKinds;
import dev.seaworthy.collectors.cluster.Patience;
import dev.seaworthy.collectors.cluster.WatchTerms;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A cluster's objects as they were a moment ago. The kinds that controls look at are read once and
 * then watched; a thread of its own makes each change into surroundings that reviews read, and that
 * never change under them. Nothing here is asked while a review waits. What is not known, or not
 * any more, is a gap: no control passes by it.
 */
public final class ClusterCache implements SurroundingsSource, AutoCloseable {
  /**
   * How the objects of one kind are held.
   *
   * @param kind such as {@code deployments.apps}
   * @param known whether they count now
   * @param age since the server last proved them; since the cache began where it never did
   * @param reads how often they were read as a whole
   */
  public record Held(
      String kind, boolean known, Duration age, long objects, long bytes, int reads) {
    /** Of the same kind in another place. */
    private Held with(Held other) {
      return new Held(
          kind,
          known && other.known,
          age.compareTo(other.age) < 0 ? other.age : age,
          objects + other.objects,
          bytes + other.bytes,
          reads + other.reads);
    }
  }

  private record View(Surroundings surroundings, long nanos) {}

  private static final String PLACE = "cluster cache";

  /** Gaps tell how old they are: so often. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** Changes come in bursts, and many are made into surroundings at once. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

  /** The part of a processor that keeping up may take, as one over this. */
  private static final int PAUSE_PER_WORK = 5;

  private final ClusterWatch watch;
  private final KubernetesCollector collector;
  private final Clock clock;
  private final Instant begun;
  private final CacheTerms terms;
  private final Semaphore changes;
  private final Thread keeper = new Thread(this::keep, "cluster-cache");
  private volatile View view;
  private volatile boolean wasSynced;

  // Under this object's lock.
  private Set<String> needed = Set.of();
  private List<Observation> seen = List.of();

  private ClusterCache(
      ClusterWatch watch,
      KubernetesCollector collector,
      Clock clock,
      CacheTerms terms,
      Semaphore changes) {
    this.watch = watch;
    this.collector = collector;
    this.clock = clock;
    this.begun = clock.instant();
    this.terms = terms;
    this.changes = changes;
    this.view = new View(unknown(notReadYet()), System.nanoTime());
    keeper.setDaemon(true);
  }

  /**
   * Begins to follow a cluster; reads nothing of it before {@link #need} says what.
   *
   * @param collector makes evidence of objects, as the reviewer's does
   * @throws ClusterException if the selection leads to no cluster
   */
  public static ClusterCache begin(
      ClusterSelection selection,
      KubernetesCollector collector,
      Patience patience,
      CacheTerms terms,
      Clock clock)
      throws ClusterException {
    SteadyClock steady = new SteadyClock(clock);
    Semaphore changes = new Semaphore(0);
    ClusterWatch watch =
        ClusterWatch.begin(
            selection,
            NeededKinds.of(Set.of()),
            collector,
            patience,
            ClusterProgress.NONE,
            steady,
            changes::release,
            WatchTerms.bounded(terms.staleness(), terms.objects(), terms.bytes()));
    ClusterCache cache = new ClusterCache(watch, collector, steady, terms, changes);
    cache.keeper.start();
    return cache;
  }

  /**
   * Holds from now on what the controls of these bundles look at too. What is not read yet is
   * unknown at once, so that nothing is judged without it.
   */
  public synchronized void need(List<PolicyBundle> bundles) {
    Set<String> more = new TreeSet<>(needed);
    bundles.stream()
        .flatMap(bundle -> bundle.controls().stream())
        .filter(control -> Question.of(control) == Question.SURROUNDINGS)
        .filter(this::serves)
        .flatMap(Control::kinds)
        .forEach(more::add);
    // What reviews under way look at stays: kinds are added and never left.
    if (!more.equals(needed)) {
      needed = more;
      watch.need(NeededKinds.forEvidence(more, collector.podPaths()));
      renew();
    }
  }

  /** A control that looks at any object there may be would have all of them held. */
  @Override
  public boolean serves(Control control) {
    return Question.namesItsKinds(control);
  }

  @Override
  public Surroundings now() {
    View last = view;
    return System.nanoTime() - last.nanos() > terms.staleness().toNanos()
        ? unknown(standsStill())
        : last.surroundings();
  }

  /** Why no review should be sent here yet; empty from the first time on that nothing was. */
  public Optional<String> hindrance() {
    if (!wasSynced) {
      // A server that cannot be reached must not keep reviews from being answered as unknown.
      boolean late = Duration.between(begun, clock.instant()).compareTo(terms.staleness()) > 0;
      wasSynced = late || isSynced();
    }
    return wasSynced ? Optional.empty() : Optional.of("reading the cluster");
  }

  private synchronized boolean isSynced() {
    return needed.isEmpty() || (watch.isPlanned() && watch.isTried());
  }

  /** How each kind is held, by name. */
  public List<Held> held() {
    Instant now = clock.instant();
    TreeMap<String, Held> kinds = new TreeMap<>();
    for (ClusterWatch.Followed one : watch.followed()) {
      Held held =
          new Held(
              one.kind(),
              one.known(),
              one.age(now).orElse(Duration.between(begun, now)),
              one.objects(),
              one.bytes(),
              one.reads());
      kinds.merge(one.kind(), held, Held::with);
    }
    return List.copyOf(kinds.values());
  }

  /** Why kinds are unknown now, by where they are on the server. */
  public List<Gap> gaps() {
    return now().gaps();
  }

  @Override
  public void close() {
    keeper.interrupt();
    watch.close();
  }

  private void keep() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long start = System.nanoTime();
        renew();
        long work = System.nanoTime() - start;
        TimeUnit.NANOSECONDS.sleep(pause(work));
        if (changes.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          changes.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** So long that keeping up takes its part of a processor, and never so long as to be too old. */
  private long pause(long work) {
    long most = terms.staleness().dividedBy(4).toNanos();
    return Math.min(most, Math.max(SHORTEST_PAUSE.toNanos(), work * PAUSE_PER_WORK));
  }

  /** Makes what is known now into what reviews read. */
  private synchronized void renew() {
    // Asked first: a plan that comes in between is no fault, one that is missed would be.
    boolean planned = watch.isPlanned() || needed.isEmpty();
    List<Observation> next = new ArrayList<>(watch.observations());
    if (!planned) {
      next.add(gap(notReadYet(), List.copyOf(needed)));
    }
    View last = view;
    boolean same = isSame(seen, next);
    view =
        new View(
            same ? last.surroundings() : last.surroundings().changedTo(next), System.nanoTime());
    seen = next;
  }

  /** By identity where it is costly: an object that changed is another piece of evidence. */
  private static boolean isSame(List<Observation> one, List<Observation> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      Observation a = one.get(i);
      Observation b = other.get(i);
      if (a != b && (a instanceof Evidence || !a.equals(b))) {
        return false;
      }
    }
    return true;
  }

  private Surroundings unknown(Problem why) {
    List<String> all = List.of(EvidenceKinds.OBJECT, EvidenceKinds.WORKLOAD);
    return Surroundings.live(
        new Snapshot(List.of(), List.of(gap(why, all)), Surroundings.COVERAGE), terms.reach());
  }

  private static Gap gap(Problem why, List<String> hides) {
    return new Gap(why, new Source(KubernetesCollector.NAME, PLACE, 0), Location.of(PLACE), hides);
  }

  private static Problem notReadYet() {
    return new Problem(
        "NOT_LISTED_YET",
        "the cluster's objects are not read yet",
        "try again when `/readyz` of the webhook says `ok`");
  }

  private Problem standsStill() {
    return new Problem(
        "CACHE_STANDS_STILL",
        "what is known of the cluster was not looked at for %d s"
            .formatted(terms.staleness().toSeconds()),
        "see the webhook's log, and start it anew");
  }
}
