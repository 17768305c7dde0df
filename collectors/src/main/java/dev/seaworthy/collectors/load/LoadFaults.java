package dev.seaworthy.collectors.load;

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
  static final List<String> AFFECTS = List.of("load/*");

  /** A hostile file has millions; so many tell a person enough. */
  private static final int TOLD = 20;

  private final Source source;
  private final LoadForm form;
  private final List<Observation> told = new ArrayList<>();
  private long untold;

  LoadFaults(Source source, LoadForm form) {
    this.source = source;
    this.form = form;
  }

  Source source() {
    return source;
  }

  void add(long line, int column, String reason) {
    if (told.size() < TOLD) {
      told.add(gap(LoadProblems.invalid(source.file(), form, reason), line, column));
    } else {
      untold++;
    }
  }

  /** A gap for each fault that is told, and one for the others. */
  List<Observation> gaps() {
    List<Observation> gaps = new ArrayList<>(told);
    if (untold > 0) {
      gaps.add(gap(LoadProblems.moreFaults(source.file(), form, untold), 0, 0));
    }
    return gaps;
  }

  boolean none() {
    return told.isEmpty();
  }

  private Gap gap(Problem problem, long line, int column) {
    int at = (int) Math.min(line, Integer.MAX_VALUE);
    return new Gap(problem, source, new Location(source.file(), at, column), AFFECTS);
  }
}
