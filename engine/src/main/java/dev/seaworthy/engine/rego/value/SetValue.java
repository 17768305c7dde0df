package dev.seaworthy.engine.rego.value;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Different values without an order of their own; walked through in Rego's order. */
public final class SetValue extends Value {
  public static final SetValue EMPTY = new SetValue();

  private final KeyTable members = new KeyTable();

  /** An empty set to add to. */
  public SetValue() {}

  public static SetValue of(Value... members) {
    SetValue set = new SetValue();
    for (Value member : members) {
      set.add(member);
    }
    return set;
  }

  public static SetValue of(Collection<? extends Value> members) {
    return of(members.toArray(Value[]::new));
  }

  public int size() {
    return members.size();
  }

  /** The member at a position below {@link #size}, in the order of adding or, sorted, in Rego's. */
  public Value at(int position) {
    return members.at(position);
  }

  public boolean contains(Value member) {
    return members.find(member) >= 0;
  }

  /** The member that equals the key. */
  @Override
  public @Nullable Value get(Value key) {
    int position = members.find(key);
    return position < 0 ? null : members.at(position);
  }

  /**
   * Adds a member unless it is there; only for who made this set, before anybody else sees it.
   *
   * @return whether it was not there
   */
  public boolean add(Value member) {
    return members.add(member) >= 0;
  }

  /** Brings the members into Rego's order; for who made this set. */
  public SetValue sort() {
    members.sort(null);
    return this;
  }

  /** The members in Rego's order. */
  public ArrayValue toArray() {
    sort();
    ArrayValue array = ArrayValue.withCapacity(size());
    for (int i = 0; i < size(); i++) {
      array.add(at(i));
    }
    return array;
  }

  @Override
  Rank rank() {
    return Rank.SET;
  }

  @Override
  int compareToSame(Value other) {
    return toArray().compareToSame(((SetValue) other).toArray());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof SetValue that
        && size() == that.size()
        && members.hasAllOf(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashOfAll();
  }
}
