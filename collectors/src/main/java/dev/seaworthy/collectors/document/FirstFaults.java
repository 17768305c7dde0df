package dev.seaworthy.collectors.document;

import java.util.ArrayList;
import java.util.List;

/** The first faults of a file that is read all the same, and how many more there are. */
public final class FirstFaults<T> {
  /** A hostile file has millions; so many tell a person enough. */
  public static final int TOLD = 20;

  private final List<T> told = new ArrayList<>();
  private long untold;

  public void add(T fault) {
    if (told.size() < TOLD) {
      told.add(fault);
    } else {
      untold++;
    }
  }

  /** The first faults, in the order in which they were met. */
  public List<T> told() {
    return List.copyOf(told);
  }

  /** How many more there were. */
  public long untold() {
    return untold;
  }
}
