package dev.seaworthy.cli.rehearse;

import dev.seaworthy.collectors.postgresql.Sample;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** All that was seen of a database while a migration ran. */
final class Observed {
  private static final double SHORTEST_RATE_NANOS = 1e8;

  private final long start;
  private final LockHistory locks;
  private final WaitHistory waits = new WaitHistory();
  private final ReplicaHistory replicas = new ReplicaHistory();
  private final Series series = new Series();

  private int samples;
  private int failed;
  private long last;
  private long longestGap;
  private long busy;
  private long slowest;
  private OptionalLong firstWal = OptionalLong.empty();
  private long lastWal;
  private long lastWalAt;
  private double peakWalPerSecond;
  private OptionalLong peakSize = OptionalLong.empty();
  private Optional<Map<String, Long>> tablesBefore = Optional.empty();
  private Optional<Map<String, Long>> tablesAfter = Optional.empty();
  private OptionalLong sizeBefore = OptionalLong.empty();
  private OptionalLong sizeAfter = OptionalLong.empty();

  /**
   * Nothing yet.
   *
   * @param start of the migration, in nanoseconds of our steady clock
   */
  Observed(long start) {
    this.start = start;
    this.last = start;
    this.locks = new LockHistory(start);
  }

  /** Takes the next sample. */
  void take(Sample sample) {
    samples++;
    busy += sample.to() - sample.from();
    slowest = Math.max(slowest, sample.to() - sample.from());
    wal(sample);
    gap(sample.from());
    locks.take(sample);
    waits.take(sample);
    replicas.take(sample);
    series.take(sample);
    sample.sizeBytes().ifPresent(bytes -> peakSize = most(peakSize, bytes));
  }

  /** A sample was not answered. */
  void missed() {
    failed++;
  }

  /** The migration is over. */
  void ended(long now) {
    gap(now);
  }

  void before(OptionalLong size, Optional<Map<String, Long>> tables) {
    sizeBefore = size;
    tablesBefore = tables;
    size.ifPresent(bytes -> peakSize = most(peakSize, bytes));
  }

  void after(OptionalLong size, Optional<Map<String, Long>> tables) {
    sizeAfter = size;
    tablesAfter = tables;
    size.ifPresent(bytes -> peakSize = most(peakSize, bytes));
  }

  private void gap(long now) {
    longestGap = Math.max(longestGap, now - last);
    last = now;
  }

  private void wal(Sample sample) {
    if (firstWal.isEmpty()) {
      firstWal = OptionalLong.of(sample.walBytes());
    } else {
      // Of a shorter time the rate would be that of a single write.
      double nanos = Math.max(SHORTEST_RATE_NANOS, (double) (sample.from() - lastWalAt));
      double rate = (sample.walBytes() - lastWal) * 1e9 / nanos;
      peakWalPerSecond = Math.max(peakWalPerSecond, rate);
    }
    lastWal = sample.walBytes();
    lastWalAt = sample.from();
  }

  private static OptionalLong most(OptionalLong one, long other) {
    return OptionalLong.of(Math.max(one.orElse(0), other));
  }

  /** Seconds, to the millisecond. */
  static double seconds(long nanos) {
    return Math.round(nanos / 1e6) / 1e3;
  }

  long start() {
    return start;
  }

  LockHistory locks() {
    return locks;
  }

  WaitHistory waits() {
    return waits;
  }

  ReplicaHistory replicas() {
    return replicas;
  }

  Series series() {
    return series;
  }

  int samples() {
    return samples;
  }

  int failed() {
    return failed;
  }

  long last() {
    return last;
  }

  long longestGap() {
    return longestGap;
  }

  long busy() {
    return busy;
  }

  long slowest() {
    return slowest;
  }

  /** Bytes of the log of changes; empty where no sample was answered. */
  OptionalLong walBytes() {
    return firstWal.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(lastWal - firstWal.getAsLong());
  }

  long firstWal() {
    return firstWal.orElse(0);
  }

  long peakWalPerSecond() {
    return Math.round(peakWalPerSecond);
  }

  OptionalLong peakSize() {
    return peakSize;
  }

  OptionalLong sizeBefore() {
    return sizeBefore;
  }

  OptionalLong sizeAfter() {
    return sizeAfter;
  }

  Optional<Map<String, Long>> tablesBefore() {
    return tablesBefore;
  }

  Optional<Map<String, Long>> tablesAfter() {
    return tablesAfter;
  }
}
