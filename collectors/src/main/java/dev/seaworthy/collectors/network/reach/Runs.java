package dev.seaworthy.collectors.network.reach;

import com.google.common.primitives.ImmutableIntArray;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;

/**
 * A number for each position, held as runs of equal ones: a gate says the same of nearly everyone,
 * and there are as many gates as classes of pods.
 */
final class Runs {
  /** Takes positions that follow each other, the end not included. */
  interface Span {
    void between(int from, int to);
  }

  private final int size;

  /** Where each run begins, ascending from 0. */
  private final ImmutableIntArray starts;

  private final ImmutableIntArray numbers;

  private Runs(int size, ImmutableIntArray starts, ImmutableIntArray numbers) {
    this.size = size;
    this.starts = starts;
    this.numbers = numbers;
  }

  /** The number {@code common} at all of {@code size} positions, but at {@code others} theirs. */
  static Runs of(int size, int common, BitSet others, IntUnaryOperator theirs) {
    Made made = new Made();
    int next = 0;
    for (int i = others.nextSetBit(0); i >= 0; i = others.nextSetBit(i + 1)) {
      if (i > next) {
        made.add(next, common);
      }
      made.add(i, theirs.applyAsInt(i));
      next = i + 1;
    }
    if (next < size) {
      made.add(next, common);
    }
    return new Runs(size, made.starts.build(), made.numbers.build());
  }

  int at(int position) {
    int low = 0;
    int high = starts.length() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts.get(middle) <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return numbers.get(low);
  }

  /** Gives the positions below {@code limit} whose number is not {@code number}. */
  void eachBut(int number, int limit, Span taker) {
    for (int i = 0; i < starts.length() && starts.get(i) < limit; i++) {
      if (numbers.get(i) != number) {
        taker.between(starts.get(i), Math.min(end(i), limit));
      }
    }
  }

  private int end(int run) {
    return run + 1 < starts.length() ? starts.get(run + 1) : size;
  }

  private static final class Made {
    private final ImmutableIntArray.Builder starts = ImmutableIntArray.builder();
    private final ImmutableIntArray.Builder numbers = ImmutableIntArray.builder();
    private boolean any;
    private int last;

    void add(int start, int number) {
      if (!any || number != last) {
        starts.add(start);
        numbers.add(number);
        any = true;
        last = number;
      }
    }
  }
}
