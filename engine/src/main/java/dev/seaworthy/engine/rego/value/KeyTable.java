package dev.seaworthy.engine.rego.value;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Different values in the order they were added, found by hash: the members of a set, or the keys
 * of an object. Small tables are searched from end to end, larger ones through an open-addressing
 * index (linear probing, at most half full). When keys crowd in one place, as only keys made for it
 * do, a tree takes the index's place.
 */
final class KeyTable {
  private static final int SEARCHED = 8;
  private static final int INITIAL = 4;

  /** Fibonacci hashing: spreads Java's weak string and integer hashes over the high bits. */
  private static final int SPREAD = 0x9E3779B9;

  /** Honest keys are found after a handful of steps; the longest way in a large table is tens. */
  private static final int CROWD = 256;

  private @Nullable Value[] keys = new @Nullable Value[INITIAL];
  private int[] hashes = new int[INITIAL];
  private int size;

  /** Positions plus one, by hash; null while the table is small. */
  private int @Nullable [] slots;

  /** Positions by key, once keys have crowded. */
  private @Nullable Map<Value, Integer> tree;

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
    Map<Value, Integer> crowded = tree;
    if (crowded != null) {
      Integer position = crowded.get(key);
      return position == null ? -1 : position;
    }
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
    Map<Value, Integer> crowded = tree;
    int[] index = slots;
    if (crowded != null) {
      crowded.put(key, size - 1);
    } else if (index != null && size * 2 <= index.length) {
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
    int steps = 0;
    while (index[slot] != 0) {
      slot = (slot + 1) & mask;
      steps++;
    }
    index[slot] = position + 1;
    if (steps > CROWD && tree == null) {
      tree = positions();
    }
  }

  private Map<Value, Integer> positions() {
    Map<Value, Integer> positions = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      positions.put(at(i), i);
    }
    return positions;
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
    // Each is compared about as often as their number can be halved.
    for (int runs = 1; runs < size; runs *= 2) {
      Effort.spend(size);
    }
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
    if (tree != null) {
      tree = positions();
    } else if (slots != null) {
      reindex();
    }
  }

  KeyTable copy() {
    KeyTable copy = new KeyTable();
    copy.keys = keys.clone();
    copy.hashes = hashes.clone();
    copy.size = size;
    copy.slots = slots == null ? null : slots.clone();
    copy.tree = tree == null ? null : new TreeMap<>(tree);
    copy.sorted = sorted;
    return copy;
  }

  /** A hash that does not depend on the order. */
  int hashOfAll() {
    Effort.spend(size);
    int sum = size;
    for (int i = 0; i < size; i++) {
      sum += hashes[i] * SPREAD;
    }
    return sum;
  }

  boolean hasAllOf(KeyTable that) {
    Effort.spend(that.size);
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
