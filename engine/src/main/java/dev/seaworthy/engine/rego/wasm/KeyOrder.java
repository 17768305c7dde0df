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
 */
final class KeyOrder {
  /** What is forgotten is sorted again: it costs time, not an answer. */
  private static final int MAX_WALKS = 20_000;

  private final Layout layout;
  private final Guest guest;

  private final Map<Integer, Walk> ofData = new HashMap<>();
  private final Map<Integer, Walk> ofInput = new HashMap<>();
  private final Map<Integer, Walk> ofEvaluation = new HashMap<>();
  private int dataEnd;
  private int inputEnd;

  KeyOrder(Layout layout, Guest guest) {
    this.layout = layout;
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
    if (walk != null && (!begins || node < inputEnd || walk.isOf(layout.keys(node)))) {
      return walk;
    }
    if (walks.size() >= MAX_WALKS) {
      walks.clear();
    }
    Walk fresh = new Walk(layout.keys(node), this::compare);
    walks.put(node, fresh);
    return fresh;
  }

  private int compare(int a, int b) {
    return layout.isString(a) && layout.isString(b)
        ? layout.compareStrings(a, b)
        : guest.compare(a, b);
  }

  /**
   * Looks whether the module lays out values as {@link Layout} has it.
   *
   * @throws RegoException if it does not
   */
  void prove() {
    expect("{\"b\":1,\"a\":2,\"c\":3}", "\"a\"", "\"b\"", "\"c\"");
    expect(
        "{[1],3,\"x\",2.5,null,true,false}", "null", "false", "true", "2.5", "3", "\"x\"", "[1]");
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
