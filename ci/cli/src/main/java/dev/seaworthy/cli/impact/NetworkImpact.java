package dev.seaworthy.cli.impact;

import dev.seaworthy.cli.network.ConnectionsDiff;
import dev.seaworthy.cli.network.ConnectionsDiff.Change;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.kubernetes.PodPaths;
import dev.seaworthy.collectors.network.reach.Connection;
import dev.seaworthy.collectors.network.reach.Connection.PeerKind;
import dev.seaworthy.collectors.network.reach.Connections;
import dev.seaworthy.collectors.network.reach.Reachability;
import dev.seaworthy.collectors.network.reach.ReachabilityKinds;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Doubt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who can talk to whom otherwise; as {@code network diff} tells it. */
final class NetworkImpact {
  static final Predicate<Evidence> READS =
      ImpactSide.ofKinds(ImpactSide.kinds(ReachabilityKinds.names(PodPaths.BUILT_IN)))
          .or(one -> one.kind().equals(EvidenceKinds.WORKLOAD));

  /** Connections may be as many as the square of it, on each side. */
  private static final int MOST_WORKLOADS = 1_000;

  private static final Comparator<Change> WORST_FIRST = Comparator.comparing(NetworkImpact::rank);

  static final Part NOTHING = part(List.of());

  private NetworkImpact() {}

  static Part of(ImpactSide before, ImpactSide after) {
    Stream<Doubt> hidden = Stream.concat(before.hidden(), after.hidden());
    if (before.hasSame(READS, Shape::of, after)) {
      return NOTHING.with(hidden.toList());
    }
    Reachability old = read(before);
    Reachability next = read(after);
    List<Doubt> gaps = new ArrayList<>(hidden.toList());
    gaps.addAll(before.named(old.gaps().stream()).toList());
    gaps.addAll(after.named(next.gaps().stream()).toList());
    int workloads = Math.max(old.workloads().size(), next.workloads().size());
    if (workloads > MOST_WORKLOADS) {
      gaps.add(tooMany(workloads));
      return NOTHING.with(gaps);
    }
    return part(new ConnectionsDiff(old, next).changes()).with(gaps);
  }

  private static Reachability read(ImpactSide side) {
    return Reachability.of(Manifest.in(side.objects().evidence()));
  }

  private static Doubt tooMany(int workloads) {
    return Doubt.of(
        new Problem(
            "IMPACT_TOO_LARGE",
            "connections of %d workloads are not compared here: more than %d"
                .formatted(workloads, MOST_WORKLOADS),
            "compare both commits by `seaworthy network diff`"));
  }

  private static Part part(List<Change> changes) {
    return new Part(
        "network",
        "Network reachability",
        List.of(
            effects("gained", "+", "lets {} reach {} on {}", changes, Change::gained),
            effects("lost", "-", "no longer lets {} reach {} on {}", changes, Change::lost)),
        List.of());
  }

  private static Effects effects(
      String id,
      String sign,
      String sentence,
      List<Change> changes,
      Function<Change, Connections> ports) {
    return Effects.of(
        id,
        sign,
        changes.stream()
            .filter(change -> !ports.apply(change).isEmpty())
            .sorted(WORST_FIRST)
            .map(change -> effect(sentence, change, ports.apply(change).toString()))
            .toList());
  }

  private static Effect effect(String sentence, Change change, String ports) {
    String source = change.source().name();
    String destination = change.destination().name();
    boolean main = change.network().isEmpty();
    return new Effect(
        main ? sentence : sentence + " in {}",
        main
            ? List.of(source, destination, ports)
            : List.of(source, destination, ports, change.network()),
        Map.of(
            "network", change.network(),
            "source", source,
            "destination", destination,
            "connections", ports));
  }

  /** From outside the cluster, then into other name spaces, then out of it, then what is near. */
  private static int rank(Change change) {
    Connection.Peer source = change.source();
    Connection.Peer destination = change.destination();
    if (source.kind() != PeerKind.WORKLOAD) {
      return 0;
    }
    if (destination.kind() != PeerKind.WORKLOAD) {
      return 2;
    }
    return source.namespace().equals(destination.namespace()) ? 3 : 1;
  }
}
