package dev.seaworthy.cli.rehearse;

import dev.seaworthy.collectors.postgresql.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who waited for locks, from samples. */
final class WaitHistory {
  /**
   * The longest time that a session was seen to wait for something in a mode.
   *
   * @param at of the sample that saw it, in nanoseconds of our steady clock
   * @param blockers most sessions that one of them waited for
   */
  record Waited(String thing, String mode, double seconds, long at, int blockers) {
    private Waited with(Waited other) {
      Waited longer = other.seconds > seconds ? other : this;
      return new Waited(thing, mode, longer.seconds, longer.at, Math.max(blockers, other.blockers));
    }
  }

  /** What those wait for who do not wait for a table: mostly that a transaction with a row ends. */
  private static final String ROW = "row";

  private static final Comparator<Waited> LONGEST =
      Comparator.comparingDouble(Waited::seconds)
          .reversed()
          .thenComparing(Waited::thing)
          .thenComparing(Waited::mode);

  private final Map<String, Waited> waits = new TreeMap<>();
  private int most;

  /** Takes the next sample. */
  void take(Sample sample) {
    most = Math.max(most, sessions(sample));
    for (Sample.Wait wait : sample.waits()) {
      String thing = wait.table().isEmpty() ? ROW : wait.table();
      waits.merge(
          thing + " " + wait.mode(),
          new Waited(thing, wait.mode(), wait.seconds(), sample.from(), wait.blockers()),
          Waited::with);
    }
  }

  /** How many sessions wait. */
  static int sessions(Sample sample) {
    return (int) sample.waits().stream().mapToInt(Sample.Wait::session).distinct().count();
  }

  /** Most sessions that waited at once. */
  int most() {
    return most;
  }

  /** The longest first. */
  List<Waited> waits() {
    List<Waited> all = new ArrayList<>(waits.values());
    all.sort(LONGEST);
    return all;
  }
}
