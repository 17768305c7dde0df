package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.network.NetworkProblems;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;

/** What one object says that cannot be judged, as gaps. */
final class Doubts {
  private static final List<String> ALL = List.of("network/*");

  /** What Kubernetes' own policies do is known all the same. */
  private static final List<String> REACHABILITY =
      List.of(EvidenceKinds.NETWORK_REACHABILITY, EvidenceKinds.NETWORK_WORKLOAD);

  private final Manifest manifest;
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Gap> ipv6 = new ArrayList<>();
  private boolean faulty;

  Doubts(Manifest manifest) {
    this.manifest = manifest;
  }

  /** Something for which the API server refuses the object, which is left out therefore. */
  void fault(JsonPath path, String reason) {
    faulty = true;
    add(NetworkProblems.invalid(manifest.subject(), path, reason), path);
  }

  /** A valid part of the object that is left out. */
  void unjudged(JsonPath path, String reason) {
    add(NetworkProblems.unjudged(manifest.subject(), path, reason), path);
  }

  /** A block of IPv6, which lists of IPv4 alone leave out. */
  void ipv6(JsonPath path) {
    ipv6.add(
        gap(NetworkProblems.unjudged(manifest.subject(), path, "is a block of IPv6"), path, ALL));
  }

  /** A policy of a network plug-in's own kind, of the API group {@code group}. */
  void foreign(String group) {
    JsonPath kind = JsonPath.of("kind");
    gaps.add(gap(NetworkProblems.foreign(manifest.subject(), group), kind, REACHABILITY));
  }

  boolean isFaulty() {
    return faulty;
  }

  List<Gap> gaps() {
    return gaps;
  }

  /** What is left out where addresses of IPv6 are. */
  List<Gap> ipv6() {
    return ipv6;
  }

  void add(Problem problem, JsonPath path) {
    gaps.add(gap(problem, path, ALL));
  }

  private Gap gap(Problem problem, JsonPath path, List<String> affected) {
    Source source = new Source("network", manifest.source().file(), manifest.source().document());
    return new Gap(problem, source, manifest.locations().locate(path), affected);
  }
}
