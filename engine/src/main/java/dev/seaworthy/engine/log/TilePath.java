package dev.seaworthy.engine.log;

import java.util.Locale;

/** Names of tiles (C2SP tlog-tiles, "Merkle Tree" and "Log entries"). */
final class TilePath {
  /** Hashes in a whole tile, entries in a whole bundle. */
  static final int WIDTH = 256;

  private static final int GROUP = 1000;

  private TilePath() {}

  /**
   * Such as {@code tile/0/x001/234.p/17}.
   *
   * @param level {@link LogFiles#ENTRIES} for entries
   * @param width {@link #WIDTH} for a whole one
   */
  static String of(int level, long number, int width) {
    return width == WIDTH ? whole(level, number) : partialsOf(level, number) + "/" + width;
  }

  /** The folder of a tile's partial forms. */
  static String partialsOf(int level, long number) {
    return whole(level, number) + ".p";
  }

  /** How many hashes tile {@code number} of {@code level} has in a log of {@code size}. */
  static int width(int level, long number, long size) {
    long count = size >> (8 * Math.max(level, 0));
    return (int) Math.min(WIDTH, count - number * WIDTH);
  }

  private static String whole(int level, long number) {
    StringBuilder path = new StringBuilder(group(number % GROUP));
    for (long rest = number / GROUP; rest > 0; rest /= GROUP) {
      path.insert(0, "x" + group(rest % GROUP) + "/");
    }
    return "tile/" + (level == LogFiles.ENTRIES ? "entries" : Integer.toString(level)) + "/" + path;
  }

  private static String group(long digits) {
    return String.format(Locale.ROOT, "%03d", digits);
  }
}
