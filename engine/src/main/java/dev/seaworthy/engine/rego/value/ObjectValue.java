package dev.seaworthy.engine.rego.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by key; keys are any values. Walked through in Rego's order of keys. Objects read from
 * JSON that have the same names share one table of them.
 */
public final class ObjectValue extends Value {
  public static final ObjectValue EMPTY = new ObjectValue();

  private static final int INITIAL = 4;

  private KeyTable keys;
  private boolean sharesKeys;
  private @Nullable Value[] values;
  private int hash;

  /** An empty object to put into. */
  public ObjectValue() {
    this(new KeyTable(), new @Nullable Value[INITIAL], false);
  }

  private ObjectValue(KeyTable keys, @Nullable Value[] values, boolean sharesKeys) {
    this.keys = keys;
    this.values = values;
    this.sharesKeys = sharesKeys;
  }

  /** An object over a table of keys that others may use too. */
  static ObjectValue sharing(KeyTable keys, @Nullable Value[] values) {
    return new ObjectValue(keys, values, true);
  }

  /**
   * Another object of the same keys, which neither then holds a table of its own for.
   *
   * @param inOrder a value for each key, in the order of the keys
   */
  public ObjectValue alike(Value... inOrder) {
    if (inOrder.length != size()) {
      throw new IllegalArgumentException("there is a value for each key");
    }
    if (!sharesKeys) {
      sharesKeys = true;
    }
    return sharing(keys, inOrder);
  }

  /** The table of keys, if it is one that never changes. */
  @Nullable KeyTable sharedKeys() {
    return sharesKeys ? keys : null;
  }

  /** An object of one key. */
  public static ObjectValue of(Value key, Value value) {
    ObjectValue object = new ObjectValue();
    object.put(key, value);
    return object;
  }

  public int size() {
    return keys.size();
  }

  /** The key at a position below {@link #size}, in the order of putting or, sorted, in Rego's. */
  public Value keyAt(int position) {
    return keys.at(position);
  }

  /** The value of {@link #keyAt}. */
  public Value valueAt(int position) {
    Value value = position < keys.size() ? values[position] : null;
    if (value == null) {
      throw new IndexOutOfBoundsException(position);
    }
    return value;
  }

  @Override
  public @Nullable Value get(Value key) {
    int position = keys.find(key);
    return position < 0 ? null : values[position];
  }

  /** The value under a text key. */
  public @Nullable Value get(String key) {
    return get(StringValue.of(key));
  }

  /** Puts or replaces a value; only for who made this object, before anybody else sees it. */
  public void put(Value key, Value value) {
    hash = 0;
    if (sharesKeys) {
      int there = keys.find(key);
      if (there >= 0) {
        values[there] = value;
        return;
      }
      keys = keys.copy();
      sharesKeys = false;
    }
    int position = keys.add(key);
    if (position < 0) {
      values[~position] = value;
      return;
    }
    if (position >= values.length) {
      values = Arrays.copyOf(values, Math.max(INITIAL, position * 2));
    }
    values[position] = value;
  }

  /** Brings the keys into Rego's order; for who made this object. */
  public ObjectValue sort() {
    if (!keys.isSorted()) {
      if (sharesKeys) {
        keys = keys.copy();
        sharesKeys = false;
      }
      keys.sort(values);
    }
    return this;
  }

  /** An object of its own to change, with the same keys and values. */
  public ObjectValue copy() {
    return new ObjectValue(keys.copy(), Arrays.copyOf(values, Math.max(INITIAL, size())), false);
  }

  @Override
  Rank rank() {
    return Rank.OBJECT;
  }

  @Override
  int compareToSame(Value other) {
    ObjectValue left = sort();
    ObjectValue right = ((ObjectValue) other).sort();
    int shorter = Math.min(left.size(), right.size());
    Effort.spend(shorter);
    for (int i = 0; i < shorter; i++) {
      int order = left.keyAt(i).compareTo(right.keyAt(i));
      if (order == 0) {
        order = left.valueAt(i).compareTo(right.valueAt(i));
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof ObjectValue that
        && size() == that.size()
        && (hash == 0 || that.hash == 0 || hash == that.hash)
        && hasSameValues(that);
  }

  private boolean hasSameValues(ObjectValue that) {
    Effort.spend(size());
    for (int i = 0; i < size(); i++) {
      Value theirs = that.get(keyAt(i));
      if (theirs == null || !valueAt(i).equals(theirs)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      Effort.spend(size());
      known = size() + 1;
      for (int i = 0; i < size(); i++) {
        known += keys.hashAt(i) * 31 ^ valueAt(i).hashCode() * 0x85EBCA6B;
      }
      hash = known;
    }
    return known;
  }
}
