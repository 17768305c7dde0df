package dev.seaworthy.collectors.iam;

import java.util.Collections;
import java.util.SortedSet;

/**
 * How two states differ in what they allow, whatever a right is in their system. A right that both
 * allow is told only where nothing that gave it before gives it still.
 */
public final class RightsDiff {
  /** How a right differs. */
  public enum Kind {
    /** Allowed after, and not before. */
    WIDENED,
    /** Allowed before, and not after. */
    NARROWED,
    /** Allowed by other bindings or roles than before, and by none of those. */
    MOVED
  }

  /**
   * What one state allows.
   *
   * @param <R> a right
   * @param <G> what gives one
   */
  interface Side<R, G> {
    boolean allows(R right);

    SortedSet<G> givers(R right);
  }

  /** Takes what differs. */
  interface Found<R, G> {
    void add(Kind kind, R right, SortedSet<G> before, SortedSet<G> after);
  }

  private RightsDiff() {}

  /**
   * Compares rights that one state does not have word for word as the other.
   *
   * @param before rights of the state before
   * @param after rights of the state after
   */
  static <R, G> void compare(
      SortedSet<R> before, SortedSet<R> after, Side<R, G> old, Side<R, G> next, Found<R, G> found) {
    after.forEach(right -> tell(right, old.allows(right), Kind.WIDENED, old, next, found));
    before.forEach(right -> tell(right, next.allows(right), Kind.NARROWED, old, next, found));
  }

  private static <R, G> void tell(
      R right, boolean both, Kind kind, Side<R, G> old, Side<R, G> next, Found<R, G> found) {
    SortedSet<G> was = old.givers(right);
    SortedSet<G> now = next.givers(right);
    if (!both) {
      found.add(kind, right, was, now);
    } else if (Collections.disjoint(was, now)) {
      found.add(Kind.MOVED, right, was, now);
    }
  }
}
