package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a report was read, and how its evidence and its gaps say so.
 *
 * @param form what is read
 */
record ScanSource(Source source, ReportForm form) {
  static final String COLLECTOR = "image";

  static ScanSource of(String file, int document, ReportForm form) {
    return new ScanSource(new Source(COLLECTOR, file, document), form);
  }

  String file() {
    return source.file();
  }

  /**
   * An evidence, or the gap that stands for it.
   *
   * @param marks where each key of the root stands, and under the empty key the root itself
   */
  Observation evidence(
      String kind, Subject subject, Map<String, Object> content, Map<String, Tree.Mark> marks) {
    try {
      return new Evidence(
          kind, subject, source, CanonicalJson.of(content), locations(file(), marks));
    } catch (NotCanonicalException e) {
      String reason = "it has no exact JSON form: " + e.getMessage();
      return gap(ImageProblems.invalid(file(), form, reason), 0, 0);
    }
  }

  Gap gap(Problem problem, int line, int column) {
    return new Gap(
        problem, source, new Location(file(), line, column), EvidenceKinds.from(COLLECTOR));
  }

  /** A gap for each fault that is told, and one for the others. */
  List<Observation> gaps(ScanFaults faults) {
    List<Observation> gaps = new ArrayList<>();
    for (InvalidScanException fault : faults.told()) {
      gaps.add(
          gap(ImageProblems.invalid(file(), form, fault.reason()), fault.line(), fault.column()));
    }
    if (faults.untold() > 0) {
      gaps.add(gap(ImageProblems.moreFaults(file(), form, faults.untold()), 0, 0));
    }
    return gaps;
  }

  /** Findings about a scan point at a key of its root; deeper, there is nothing to mend. */
  private static Locations locations(String file, Map<String, Tree.Mark> marks) {
    Map<String, Tree.Mark> kept = Map.copyOf(marks);
    Tree.Mark root = marks.getOrDefault("", new Tree.Mark(1, 1));
    return path -> {
      Object key = path.steps().isEmpty() ? "" : path.steps().get(0);
      Tree.Mark mark = key instanceof String name ? kept.getOrDefault(name, root) : root;
      return new Location(file, mark.line(), mark.column());
    };
  }
}
