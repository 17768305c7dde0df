package dev.seaworthy.collectors.iam;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** What groups and roles bring along, through any number of steps and round any circle. */
final class Closure {
  private Closure() {}

  /**
   * All of {@code start} and all that these bring.
   *
   * @param brings what one brings at once
   */
  static <T extends Comparable<T>> SortedSet<T> of(
      Collection<T> start, Function<T, ? extends Collection<T>> brings) {
    return of(start, brings, one -> true);
  }

  /**
   * The same without what is not admitted and what only that brings.
   *
   * @param admits is asked for each once, until it admits it
   */
  static <T extends Comparable<T>> SortedSet<T> of(
      Collection<T> start, Function<T, ? extends Collection<T>> brings, Predicate<T> admits) {
    SortedSet<T> all = new TreeSet<>();
    Deque<T> open = new ArrayDeque<>(start);
    while (!open.isEmpty()) {
      T next = open.removeFirst();
      if (!all.contains(next) && admits.test(next)) {
        all.add(next);
        open.addAll(brings.apply(next));
      }
    }
    return all;
  }
}
