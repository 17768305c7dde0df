package dev.seaworthy.cli.rehearse;

import dev.seaworthy.collectors.postgresql.LockMode;
import dev.seaworthy.collectors.postgresql.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long locks were held, from samples. A lock that a sample shows was taken after the sample
 * before, which did not show it, and after its transaction began; it was let go before the first
 * sample that shows it no more. Between first and last sight it was held without a break: a
 * transaction keeps its locks to its end.
 */
final class LockHistory {
  /**
   * The longest time that a table was locked in a mode.
   *
   * @param from when it began at the earliest, in nanoseconds of our steady clock
   * @param most nanoseconds that it may have lasted
   * @param least nanoseconds that a lock of this table and mode lasted for certain
   */
  record Held(String table, LockMode mode, long from, long most, long least) {
    private Held with(Held other) {
      Held longer = other.most > most ? other : this;
      return new Held(table, mode, longer.from, longer.most, Math.max(least, other.least));
    }
  }

  private record Key(String holder, long relation, LockMode mode) {}

  private record Span(String table, long from, long firstSeen, long lastSeen) {}

  private static final Comparator<Held> GRAVEST =
      Comparator.comparing(Held::mode)
          .thenComparingLong(Held::most)
          .reversed()
          .thenComparing(Held::table);

  private final Map<Key, Span> open = new HashMap<>();
  private final Map<String, Held> held = new TreeMap<>();
  private long before;

  LockHistory(long start) {
    this.before = start;
  }

  /** Takes the next sample. */
  void take(Sample sample) {
    Map<Key, Span> seen = new HashMap<>();
    for (Sample.Lock lock : sample.locks()) {
      Key key = new Key(lock.holder(), lock.relation(), lock.mode());
      Span known = open.get(key);
      seen.put(
          key,
          known == null
              ? new Span(lock.table(), begin(lock, sample), sample.to(), sample.to())
              : new Span(known.table, known.from, known.firstSeen, sample.from()));
    }
    close(seen, sample.to());
    open.putAll(seen);
    before = sample.from();
  }

  /** All locks, the gravest first, as if those that are open still were let go now. */
  List<Held> held(long now) {
    Map<String, Held> all = new TreeMap<>(held);
    open.forEach((key, span) -> add(all, key, span, now));
    List<Held> sorted = new ArrayList<>(all.values());
    sorted.sort(GRAVEST);
    return sorted;
  }

  private long begin(Sample.Lock lock, Sample sample) {
    if (lock.heldAtMost().isEmpty()) {
      return before;
    }
    long age = Math.round(lock.heldAtMost().getAsDouble() * 1e9);
    return Math.max(before, sample.from() - age);
  }

  private void close(Map<Key, Span> seen, long now) {
    for (Iterator<Map.Entry<Key, Span>> spans = open.entrySet().iterator(); spans.hasNext(); ) {
      Map.Entry<Key, Span> entry = spans.next();
      if (!seen.containsKey(entry.getKey())) {
        add(held, entry.getKey(), entry.getValue(), now);
        spans.remove();
      }
    }
  }

  private static void add(Map<String, Held> to, Key key, Span span, long end) {
    long least = Math.max(0, span.lastSeen - span.firstSeen);
    to.merge(
        key.mode + " " + span.table,
        new Held(span.table, key.mode, span.from, end - span.from, least),
        Held::with);
  }
}
