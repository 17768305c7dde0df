package dev.seaworthy.cli.rehearse;

import dev.seaworthy.collectors.postgresql.LockMode;
import dev.seaworthy.collectors.postgresql.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How a rehearsal went, in few points however long it lasts: each tells the most of its time. */
final class Series {
  /** The most between its time and that of the next; the log as far as it was written then. */
  record Point(
      long at,
      int exclusive,
      int blocked,
      long walBytes,
      OptionalDouble lagBytes,
      OptionalDouble lagSeconds) {
    private Point with(Point later) {
      return new Point(
          at,
          Math.max(exclusive, later.exclusive),
          Math.max(blocked, later.blocked),
          later.walBytes,
          ReplicaHistory.most(lagBytes, later.lagBytes),
          ReplicaHistory.most(lagSeconds, later.lagSeconds));
    }
  }

  static final int MOST = 400;

  private final List<Point> points = new ArrayList<>();
  private int samplesEach = 1;
  private int inLast;

  /** Takes the next sample. */
  void take(Sample sample) {
    Point point = point(sample);
    if (inLast > 0 && inLast < samplesEach) {
      points.set(points.size() - 1, points.get(points.size() - 1).with(point));
      inLast++;
      return;
    }
    if (points.size() == MOST) {
      halve();
    }
    points.add(point);
    inLast = 1;
  }

  List<Point> points() {
    return List.copyOf(points);
  }

  private void halve() {
    for (int i = 0; i < MOST / 2; i++) {
      points.set(i, points.get(2 * i).with(points.get(2 * i + 1)));
    }
    points.subList(MOST / 2, MOST).clear();
    samplesEach *= 2;
  }

  private static Point point(Sample sample) {
    OptionalDouble bytes = OptionalDouble.empty();
    OptionalDouble seconds = OptionalDouble.empty();
    for (Sample.Replica replica : sample.replicas()) {
      bytes = ReplicaHistory.most(bytes, replica.bytes());
      seconds = ReplicaHistory.most(seconds, replica.replaySeconds());
    }
    long exclusive =
        sample.locks().stream()
            .filter(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE)
            .mapToLong(Sample.Lock::relation)
            .distinct()
            .count();
    return new Point(
        sample.from(),
        (int) exclusive,
        WaitHistory.sessions(sample),
        sample.walBytes(),
        bytes,
        seconds);
  }
}
