package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins ways in, reachability, scans and rights into paths from the internet; reads no document of
 * its own. What counts as exploitable and as critical, policies say: the evidence holds what is
 * reached under each of the terms that they may set.
 */
public final class PathCollector implements Collector {
  private static final String NAME = "path";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    return false;
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    return List.of();
  }

  @Override
  public Joined join(List<Observation> all, Instant now) {
    List<Evidence> workloads = Evidence.ofKind(EvidenceKinds.NETWORK_WORKLOAD, all);
    List<Evidence> scans = Evidence.ofKind(EvidenceKinds.IMAGE_SCAN, all);
    if (workloads.isEmpty() || scans.isEmpty()) {
      return new Joined(all, List.of());
    }
    List<Observation> more = new ArrayList<>(all);
    more.add(paths(workloads, scans, all));
    return new Joined(more, List.of());
  }

  private static Evidence paths(
      List<Evidence> workloads, List<Evidence> scans, List<Observation> all) {
    PathNodes nodes = new PathNodes(workloads);
    PathWorld world =
        new PathWorld(
            nodes,
            Evidence.ofKind(EvidenceKinds.NETWORK_REACHABILITY, all),
            Evidence.ofKind(EvidenceKinds.PRINCIPAL, all),
            Manifest.in(all));
    Weaknesses weaknesses =
        new Weaknesses(nodes, scans, Evidence.ofKind(EvidenceKinds.KNOWN_EXPLOITED, all));
    String file = workloads.get(0).source().file();
    return new Evidence(
        EvidenceKinds.PATHS,
        Subject.of("Network", "internet"),
        new Source(NAME, file, workloads.get(0).source().document()),
        new PathContent(nodes, world, weaknesses).json(),
        Locations.wholeFile(file));
  }
}
