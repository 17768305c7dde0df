package dev.seaworthy.cli.check;

import dev.seaworthy.collectors.cluster.ClusterWatch;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a verdict differs from the one before it.
 *
 * @param before how that one ended; empty where there was none
 * @param now the verdict
 * @param controls those that end otherwise, or with other findings, in the verdict's order
 * @param lists how the lists of the cluster stand
 */
public record VerdictChange(
    Optional<Status> before,
    Verdict now,
    List<ControlChange> controls,
    List<ClusterWatch.Followed> lists) {
  /**
   * A control that ends otherwise.
   *
   * @param before empty where it was not judged before
   * @param findings how many there are now
   */
  public record ControlChange(String id, Optional<Status> before, Status now, int findings) {}

  /** What of a control's result counts as the same: not where it stands, nor when it was seen. */
  private record Ending(Status status, Set<String> findings) {
    static Ending of(ControlResult result) {
      return new Ending(
          result.status(),
          result.outcome().findings().stream()
              .map(Finding::fingerprint)
              .collect(Collectors.toUnmodifiableSet()));
    }
  }

  public VerdictChange {
    controls = List.copyOf(controls);
    lists = List.copyOf(lists);
  }

  /** Of the first verdict: every control that does not pass is news. */
  static VerdictChange first(Verdict now, List<ClusterWatch.Followed> lists) {
    List<ControlChange> controls =
        now.results().stream()
            .filter(one -> one.status() == Status.FAIL || one.status() == Status.UNKNOWN)
            .map(one -> change(Optional.empty(), one))
            .toList();
    return new VerdictChange(Optional.empty(), now, controls, lists);
  }

  /** Of one that follows {@code before}. */
  static VerdictChange between(Verdict before, Verdict now, List<ClusterWatch.Followed> lists) {
    Map<String, Ending> known = new HashMap<>();
    before.results().forEach(one -> known.put(one.control().id(), Ending.of(one)));
    List<ControlChange> controls = new ArrayList<>();
    for (ControlResult one : now.results()) {
      Optional<Ending> old = Optional.ofNullable(known.get(one.control().id()));
      if (!old.equals(Optional.of(Ending.of(one)))) {
        controls.add(change(old.map(Ending::status), one));
      }
    }
    return new VerdictChange(Optional.of(before.status()), now, controls, lists);
  }

  /** Whether there is anything to tell. */
  boolean isChange() {
    return before.isEmpty() || !before.get().equals(now.status()) || !controls.isEmpty();
  }

  /** How many lists are followed. */
  public long known() {
    return lists.stream().filter(ClusterWatch.Followed::known).count();
  }

  /** The age of what was proved longest ago among the lists that are followed. */
  public Duration oldest(Instant at) {
    return lists.stream()
        .filter(ClusterWatch.Followed::known)
        .flatMap(one -> one.age(at).stream())
        .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  private static ControlChange change(Optional<Status> before, ControlResult now) {
    return new ControlChange(
        now.control().id(), before, now.status(), now.outcome().findings().size());
  }
}
