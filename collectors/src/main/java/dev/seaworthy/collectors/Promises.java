package dev.seaworthy.collectors;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds what was read against what was promised: an empty source is a gap, never a pass. */
final class Promises {
  private final List<Evidence> evidence;

  Promises(List<Observation> observations) {
    this.evidence = Evidence.in(observations).toList();
  }

  /**
   * A gap for each request that nothing came of.
   *
   * @param files names of the files of each request, in the same order
   */
  List<Gap> unkept(List<Request> requests, List<Set<String>> files) {
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      Request request = requests.get(i);
      Set<String> names = files.get(i);
      if (evidence.stream().noneMatch(one -> keeps(request, names, one))) {
        gaps.add(gap(request));
      }
    }
    return gaps;
  }

  private static boolean keeps(Request request, Set<String> files, Evidence one) {
    return files.contains(one.source().file())
        && (request.promised().isEmpty() || one.kind().startsWith(request.promised() + "/"));
  }

  private static Gap gap(Request request) {
    String collector = request.promised();
    String first = request.paths().isEmpty() ? "." : request.paths().get(0);
    return new Gap(
        collector.isEmpty()
            ? GatherProblems.nothingRead(request.paths())
            : GatherProblems.noEvidence(collector, request.paths()),
        new Source(collector.isEmpty() ? FileTask.DOCUMENT : collector, first, 0),
        Location.of(first),
        collector.isEmpty() ? List.of() : EvidenceKinds.from(collector));
  }
}
