package dev.seaworthy.cli.rehearse;

import dev.seaworthy.collectors.document.Problems;
import java.util.ArrayList;
import java.util.List;

/** The phases that a migration tells of, with the times at which they began. */
final class Phases {
  /**
   * One of them.
   *
   * @param at when it began, in nanoseconds of our steady clock
   */
  record Phase(String name, long at) {}

  /** What a line has before the name; a logger may have put something before it. */
  static final String MARKER = "seaworthy-phase:";

  /** What comes before the first phase that is told. */
  static final String START = "start";

  private static final int MAX_PHASES = 200;
  private static final int MAX_NAME = 100;

  private final List<Phase> phases = new ArrayList<>();
  private int leftOut;

  /** Takes a line that the command printed. */
  synchronized void line(String line, long at) {
    int marker = line.indexOf(MARKER);
    if (marker < 0) {
      return;
    }
    String name = Problems.printable(line.substring(marker + MARKER.length()).strip());
    if (name.isEmpty()) {
      return;
    }
    if (phases.size() >= MAX_PHASES) {
      leftOut++;
      return;
    }
    phases.add(new Phase(name.substring(0, Math.min(name.length(), MAX_NAME)), at));
  }

  /** All of them in order, the time before the first included; none where none was told. */
  synchronized List<Phase> since(long start) {
    if (phases.isEmpty()) {
      return List.of();
    }
    List<Phase> all = new ArrayList<>();
    all.add(new Phase(START, start));
    all.addAll(phases);
    return all;
  }

  synchronized int leftOut() {
    return leftOut;
  }
}
