package dev.seaworthy.engine.rego.wasm;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Walks through objects and sets in Rego's order of keys, as OPA does; its WebAssembly walks in the
 * order of hashes, so that arrays made of sets would come out differently. Keys are sorted when a
 * walk begins, and the order is kept while the collection does not change.
 *
 * <p>Knows how modules of OPA's ABI 1.3 lay out collections (OPA's {@code wasm/src/value.h}), which
 * the ABI does not tell; {@link #prove} looks whether a module does.
 */
final class KeyOrder {
  static final int SET = 7;

  private static final int STRING = 4;
  private static final int INTERNED_STRING = 8;
  private static final int BUCKETS = 4;
  private static final int BUCKET_COUNT = 8;
  private static final int SIZE = 12;
  private static final int STRING_LENGTH = 4;
  private static final int STRING_BYTES = 8;

  private final FlatMemory memory;
  private final Guest guest;

  private final Map<Integer, Walk> ofData = new HashMap<>();
  private final Map<Integer, Walk> ofInput = new HashMap<>();
  private final Map<Integer, Walk> ofEvaluation = new HashMap<>();
  private int dataEnd;
  private int inputEnd;

  KeyOrder(FlatMemory memory, Guest guest) {
    this.memory = memory;
    this.guest = guest;
  }

  /** Whatever lies below an address does not change any more. */
  void settleData(int end) {
    dataEnd = end;
    ofData.clear();
    settleInput(end);
  }

  void settleInput(int end) {
    inputEnd = end;
    ofInput.clear();
    ofEvaluation.clear();
  }

  void beginEvaluation() {
    ofEvaluation.clear();
  }

  /**
   * The key after another.
   *
   * @param node address of an object or a set
   * @param key address of the key before; 0 for the first
   * @return 0 after the last
   */
  int next(int node, int key) {
    Walk walk = walk(node, key == 0);
    int position = key == 0 ? 0 : walk.position(key) + 1;
    return position < walk.keys.length ? walk.at(position) : 0;
  }

  private Walk walk(int node, boolean begins) {
    Map<Integer, Walk> walks = node < dataEnd ? ofData : node < inputEnd ? ofInput : ofEvaluation;
    Walk walk = walks.get(node);
    if (walk != null && (!begins || node < inputEnd || walk.isOf(keys(node)))) {
      return walk;
    }
    Walk fresh = new Walk(keys(node), this::compare);
    walks.put(node, fresh);
    return fresh;
  }

  /** Addresses of a collection's keys in the order of their hashes. */
  private int[] keys(int node) {
    int[] keys = new int[memory.readInt(node + SIZE)];
    int next = memory.read(node) == SET ? 4 : 8;
    int buckets = memory.readInt(node + BUCKETS);
    int end = buckets + memory.readInt(node + BUCKET_COUNT) * 4;
    int count = 0;
    for (int bucket = buckets; bucket < end && count < keys.length; bucket += 4) {
      for (int element = memory.readInt(bucket);
          element != 0 && count < keys.length;
          element = memory.readInt(element + next)) {
        keys[count++] = memory.readInt(element);
      }
    }
    return keys;
  }

  private int compare(int a, int b) {
    return isString(a) && isString(b) ? compareStrings(a, b) : guest.compare(a, b);
  }

  private boolean isString(int address) {
    int type = memory.read(address);
    return type == STRING || type == INTERNED_STRING;
  }

  private int compareStrings(int a, int b) {
    int aStart = memory.readInt(a + STRING_BYTES);
    int bStart = memory.readInt(b + STRING_BYTES);
    return Arrays.compareUnsigned(
        memory.array(),
        aStart,
        aStart + memory.readInt(a + STRING_LENGTH),
        memory.array(),
        bStart,
        bStart + memory.readInt(b + STRING_LENGTH));
  }

  /**
   * Looks whether the module lays out collections as is expected here.
   *
   * @throws RegoException if it does not
   */
  void prove() {
    expect("{\"b\":1,\"a\":2,\"c\":3}", "\"a\"", "\"b\"", "\"c\"");
    expect("{[1],3,\"x\",2,null}", "null", "2", "3", "\"x\"", "[1]");
  }

  private void expect(String collection, String... keys) {
    int node = guest.parse(Abi.Function.OPA_VALUE_PARSE, TermWriter.utf8(collection));
    int key = next(node, 0);
    for (String expected : keys) {
      Value found = key == 0 ? null : guest.read(key);
      if (found == null || !found.toString().equals(expected)) {
        throw new RegoException(
            RegoException.Kind.MODULE, "the module lays out its values in another way");
      }
      key = next(node, key);
    }
  }

  @FunctionalInterface
  private interface Comparison {
    int compare(int a, int b);
  }

  /** The order of one collection's keys, and how far a walk through them has come. */
  private static final class Walk {
    private final int[] hashed;
    private final int[] keys;
    private int last;
    private final Map<Integer, Integer> positions = new HashMap<>();

    Walk(int[] hashed, Comparison comparison) {
      this.hashed = hashed;
      this.keys = sorted(hashed, comparison);
    }

    private static int[] sorted(int[] keys, Comparison comparison) {
      if (keys.length < 2) {
        return keys;
      }
      return Arrays.stream(keys)
          .boxed()
          .sorted(comparison::compare)
          .mapToInt(Integer::intValue)
          .toArray();
    }

    boolean isOf(int... now) {
      return Arrays.equals(hashed, now);
    }

    int at(int position) {
      last = position;
      return keys[position];
    }

    /** Where a key stands; mostly it is the one that was given last. */
    int position(int key) {
      if (last < keys.length && keys[last] == key) {
        return last;
      }
      if (positions.isEmpty()) {
        for (int i = 0; i < keys.length; i++) {
          positions.put(keys[i], i);
        }
      }
      return positions.getOrDefault(key, keys.length);
    }
  }
}
