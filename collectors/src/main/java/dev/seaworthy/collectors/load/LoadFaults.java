package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.document.FirstFaults;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import java.util.ArrayList;
import java.util.List;

/** What is wrong in results that are read all the same; the first of it in words. */
final class LoadFaults {
  /** What a fault may hide. */
  private static final List<String> AFFECTS = List.of("load/*");

  private final Source source;
  private final LoadForm form;
  private final FirstFaults<Gap> first = new FirstFaults<>();

  LoadFaults(Source source, LoadForm form) {
    this.source = source;
    this.form = form;
  }

  void add(long line, int column, String reason) {
    first.add(gap(LoadProblems.invalid(source.file(), form, reason), line, column));
  }

  /** A gap for each fault that is told, and one for the others. */
  List<Observation> gaps() {
    List<Observation> gaps = new ArrayList<>(first.told());
    if (first.untold() > 0) {
      gaps.add(gap(LoadProblems.moreFaults(source.file(), form, first.untold()), 0, 0));
    }
    return gaps;
  }

  private Gap gap(Problem problem, long line, int column) {
    int at = (int) Math.min(line, Integer.MAX_VALUE);
    return new Gap(problem, source, new Location(source.file(), at, column), AFFECTS);
  }
}
