package dev.seaworthy.cli.network.svg;

import java.util.List;

/**
 * Something that arrows begin and end at; coordinates in pixels from the upper left.
 *
 * @param key as {@link FlowGraph} names it
 * @param names the lines that tell what it is
 * @param note a further, smaller line; empty where there is none
 * @param shape how it is drawn
 */
record Box(String key, List<String> names, String note, Shape shape, int x, int y, int w, int h) {
  /** How a box is drawn. */
  enum Shape {
    LANE,
    WORKLOAD,
    OUTSIDE
  }

  Box {
    names = List.copyOf(names);
  }

  int right() {
    return x + w;
  }

  int middle() {
    return y + h / 2;
  }

  boolean overlaps(int left, int top, int width, int height) {
    return left < right() && left + width > x && top < y + h && top + height > y;
  }
}
