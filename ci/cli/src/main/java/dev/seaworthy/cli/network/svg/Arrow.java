package dev.seaworthy.cli.network.svg;

/**
 * A flow with its way: a cubic curve between two points.
 *
 * @param fromSide 1 where it leaves to the right, -1 to the left
 * @param toSide 1 where it arrives from the right, -1 from the left
 */
record Arrow(Flow flow, int x1, int y1, int fromSide, int x2, int y2, int toSide) {
  private static final int LEAST_BEND = 46;
  private static final int LOOP = 64;

  private int bend() {
    boolean sameSide = fromSide == toSide;
    return sameSide
        ? LOOP + Math.min(Math.abs(y2 - y1) / 6, 60)
        : Math.max(LEAST_BEND, Math.abs(x2 - x1) / 2);
  }

  private int c1() {
    return x1 + fromSide * bend();
  }

  private int c2() {
    return x2 + toSide * bend();
  }

  String path() {
    return "M%d %dC%d %d %d %d %d %d".formatted(x1, y1, c1(), y1, c2(), y2, x2, y2);
  }

  /** The horizontal place after {@code percent} of the curve. */
  int xAt(int percent) {
    return at(percent, x1, c1(), c2(), x2);
  }

  /** The vertical place after {@code percent} of the curve. */
  int yAt(int percent) {
    return at(percent, y1, y1, y2, y2);
  }

  private static int at(int percent, long a, long b, long c, long d) {
    long t = percent;
    long u = 100 - t;
    return (int)
        ((u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d) / 1_000_000);
  }
}
