package dev.seaworthy.cli.network.svg;

/**
 * How an arrow goes from one box to another: at which edges it ends, and whither it bends there.
 */
enum Way {
  FORWARD(1, 1, -1, -1),
  BACKWARD(-1, -1, 1, 1),
  /** Out at the right and in from the right: one stands above the other. */
  AROUND(1, 1, 1, 1),
  FROM_OWN_LANE(-1, 1, -1, -1),
  TO_OWN_LANE(1, 1, 1, -1);

  private final int startEdge;
  private final int startBend;
  private final int endEdge;
  private final int endBend;

  Way(int startEdge, int startBend, int endEdge, int endBend) {
    this.startEdge = startEdge;
    this.startBend = startBend;
    this.endEdge = endEdge;
    this.endBend = endBend;
  }

  static Way of(Box from, Box to) {
    if (contains(from, to)) {
      return FROM_OWN_LANE;
    }
    if (contains(to, from)) {
      return TO_OWN_LANE;
    }
    if (from.right() <= to.x()) {
      return FORWARD;
    }
    return to.right() <= from.x() ? BACKWARD : AROUND;
  }

  /** 1 at the right edge of the box where it begins, -1 at the left. */
  int startEdge() {
    return startEdge;
  }

  /** 1 where it leaves to the right. */
  int startBend() {
    return startBend;
  }

  /** 1 at the right edge of the box where it ends. */
  int endEdge() {
    return endEdge;
  }

  /** 1 where it arrives from the right. */
  int endBend() {
    return endBend;
  }

  private static boolean contains(Box lane, Box box) {
    return lane.shape() == Box.Shape.LANE
        && box.shape() == Box.Shape.WORKLOAD
        && lane.y() <= box.y()
        && box.y() + box.h() <= lane.y() + lane.h();
  }
}
