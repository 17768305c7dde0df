package dev.seaworthy.collectors.network.reach;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which classes of pods may begin a connection with which, without asking of every pair: among
 * thousands of classes few pairs may.
 */
final class Callers {
  private final int classes;
  private final List<Runs> into;

  /** Those that may ask every class. */
  private final BitSet free = new BitSet();

  /** For each class, of those that may not ask all, which may ask it. */
  private final List<BitSet> bound = new ArrayList<>();

  /**
   * Reads the gates of the first {@code classes} others, which are the classes.
   *
   * @param outOf the gates out of each class
   * @param into the gates into each class
   */
  Callers(int classes, List<Runs> outOf, List<Runs> into) {
    this.classes = classes;
    this.into = into;
    for (int i = 0; i < classes; i++) {
      bound.add(new BitSet());
    }
    for (int from = 0; from < classes; from++) {
      addTo(from, outOf.get(from));
    }
  }

  /** Those that may begin a connection with {@code to}; among them may be such as may not. */
  BitSet of(int to) {
    BitSet callers = new BitSet();
    into.get(to).eachBut(ConnectionTable.NONE, classes, callers::set);
    BitSet let = (BitSet) bound.get(to).clone();
    let.or(free);
    callers.and(let);
    return callers;
  }

  private void addTo(int from, Runs gate) {
    BitSet may = new BitSet();
    gate.eachBut(ConnectionTable.NONE, classes, may::set);
    if (may.nextClearBit(0) >= classes) {
      free.set(from);
    } else {
      may.stream().forEach(to -> bound.get(to).set(from));
    }
  }
}
