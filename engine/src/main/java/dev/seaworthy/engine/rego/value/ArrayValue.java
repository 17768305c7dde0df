package dev.seaworthy.engine.rego.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sequence of values. */
public final class ArrayValue extends Value {
  public static final ArrayValue EMPTY = new ArrayValue(new Value[0], 0);

  private static final Value[] NONE = new Value[0];

  private @Nullable Value[] elements;
  private int size;
  private int hash;

  private ArrayValue(@Nullable Value[] elements, int size) {
    this.elements = elements;
    this.size = size;
  }

  /** An empty array to add to. */
  public static ArrayValue withCapacity(int capacity) {
    return new ArrayValue(capacity == 0 ? NONE : new @Nullable Value[capacity], 0);
  }

  public static ArrayValue of(Value... elements) {
    return new ArrayValue(elements.clone(), elements.length);
  }

  public static ArrayValue of(List<? extends Value> elements) {
    return new ArrayValue(elements.toArray(Value[]::new), elements.size());
  }

  public int size() {
    return size;
  }

  /** The element at a position below {@link #size}. */
  public Value at(int position) {
    Value element = position < size ? elements[position] : null;
    if (element == null) {
      throw new IndexOutOfBoundsException(position);
    }
    return element;
  }

  @Override
  public @Nullable Value get(Value key) {
    if (!(key instanceof NumberValue number) || !number.isInteger()) {
      return null;
    }
    long position = number.longValue();
    return position >= 0 && position < size ? elements[(int) position] : null;
  }

  /** Adds at the end; only for who made this array, before anybody else sees it. */
  public void add(Value element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, Math.max(4, size * 2));
    }
    elements[size++] = element;
    hash = 0;
  }

  /** The elements from one position up to another. */
  public ArrayValue slice(int from, int to) {
    return new ArrayValue(Arrays.copyOfRange(elements, from, to), to - from);
  }

  @Override
  Rank rank() {
    return Rank.ARRAY;
  }

  @Override
  int compareToSame(Value other) {
    ArrayValue that = (ArrayValue) other;
    int shorter = Math.min(size, that.size);
    Effort.spend(shorter);
    for (int i = 0; i < shorter; i++) {
      int order = at(i).compareTo(that.at(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(size, that.size);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof ArrayValue that
        && size == that.size
        && (hash == 0 || that.hash == 0 || hash == that.hash)
        && hasSameElements(that);
  }

  private boolean hasSameElements(ArrayValue that) {
    Effort.spend(size);
    return Arrays.equals(elements, 0, size, that.elements, 0, size);
  }

  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      Effort.spend(size);
      known = 7;
      for (int i = 0; i < size; i++) {
        known = known * 31 + at(i).hashCode();
      }
      hash = known;
    }
    return known;
  }
}
