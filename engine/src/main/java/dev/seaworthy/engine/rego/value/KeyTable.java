package dev.seaworthy.engine.rego.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Different values in the order they were added, found by hash: the members of a set, or the keys
 * of an object. Small tables are searched from end to end, larger ones through an open-addressing
 * index (linear probing, at most half full).
 */
final class KeyTable {
  private static final int SEARCHED = 8;
  private static final int INITIAL = 4;

  /** Fibonacci hashing: spreads Java's weak string and integer hashes over the high bits. */
  private static final int SPREAD = 0x9E3779B9;

  private @Nullable Value[] keys = new @Nullable Value[INITIAL];
  private int[] hashes = new int[INITIAL];
  private int size;

  /** Positions plus one, by hash; null while the table is small. */
  private int @Nullable [] slots;

  /** Whether the order of adding has been Rego's order so far. */
  private boolean sorted = true;

  int size() {
    return size;
  }

  Value at(int position) {
    Value key = position < size ? keys[position] : null;
    if (key == null) {
      throw new IndexOutOfBoundsException(position);
    }
    return key;
  }

  /** The position of a key, or -1. */
  int find(Value key) {
    return find(key, key.hashCode());
  }

  private int find(Value key, int hash) {
    int[] index = slots;
    if (index == null) {
      for (int i = 0; i < size; i++) {
        if (hashes[i] == hash && isSame(keys[i], key)) {
          return i;
        }
      }
      return -1;
    }
    int mask = index.length - 1;
    for (int slot = slot(hash, index.length); index[slot] != 0; slot = (slot + 1) & mask) {
      int position = index[slot] - 1;
      if (hashes[position] == hash && isSame(keys[position], key)) {
        return position;
      }
    }
    return -1;
  }

  @SuppressWarnings("ReferenceEquality") // The quick answer for constants and interned names.
  private static boolean isSame(@Nullable Value one, Value other) {
    return one == other || other.equals(one);
  }

  private static int slot(int hash, int length) {
    return (hash * SPREAD) >>> (Integer.numberOfLeadingZeros(length) + 1);
  }

  /** Adds a key and returns its position; or, if it is there, the complement of its position. */
  int add(Value key) {
    int hash = key.hashCode();
    int there = find(key, hash);
    if (there >= 0) {
      return ~there;
    }
    append(key, hash);
    return size - 1;
  }

  private void append(Value key, int hash) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    if (sorted && size > 0 && at(size - 1).compareTo(key) > 0) {
      sorted = false;
    }
    keys[size] = key;
    hashes[size] = hash;
    size++;
    int[] index = slots;
    if (index != null && size * 2 <= index.length) {
      enter(index, size - 1);
    } else if (size > SEARCHED) {
      reindex();
    }
  }

  private void reindex() {
    int[] index = new int[Integer.highestOneBit(size) * 4];
    for (int i = 0; i < size; i++) {
      enter(index, i);
    }
    slots = index;
  }

  private void enter(int[] index, int position) {
    int mask = index.length - 1;
    int slot = slot(hashes[position], index.length);
    while (index[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    index[slot] = position + 1;
  }

  boolean isSorted() {
    return sorted;
  }

  /**
   * Brings the keys into Rego's order.
   *
   * @param along the keys' values, moved with them; null when they have none
   */
  void sort(@Nullable Value @Nullable [] along) {
    if (sorted) {
      return;
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> at(a).compareTo(at(b)));
    @Nullable Value[] oldKeys = Arrays.copyOf(keys, size);
    @Nullable Value[] oldAlong = along == null ? null : Arrays.copyOf(along, size);
    int[] oldHashes = Arrays.copyOf(hashes, size);
    for (int i = 0; i < size; i++) {
      int from = order[i];
      keys[i] = oldKeys[from];
      hashes[i] = oldHashes[from];
      if (along != null && oldAlong != null) {
        along[i] = oldAlong[from];
      }
    }
    sorted = true;
    if (slots != null) {
      reindex();
    }
  }

  KeyTable copy() {
    KeyTable copy = new KeyTable();
    copy.keys = keys.clone();
    copy.hashes = hashes.clone();
    copy.size = size;
    copy.slots = slots == null ? null : slots.clone();
    copy.sorted = sorted;
    return copy;
  }

  /** A hash that does not depend on the order. */
  int hashOfAll() {
    int sum = size;
    for (int i = 0; i < size; i++) {
      sum += hashes[i] * SPREAD;
    }
    return sum;
  }

  boolean hasAllOf(KeyTable that) {
    for (int i = 0; i < that.size; i++) {
      if (find(that.at(i), that.hashes[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  int hashAt(int position) {
    return hashes[position];
  }
}
