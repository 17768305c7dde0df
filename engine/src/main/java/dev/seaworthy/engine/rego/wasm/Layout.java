package dev.seaworthy.engine.rego.wasm;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How modules of OPA's ABI 1.3 lay out values in memory: OPA's {@code wasm/src/value.h}. The ABI
 * does not tell; {@link KeyOrder#prove} looks whether a module does.
 */
final class Layout {
  static final int NUMBER = 3;
  static final int STRING = 4;
  static final int ARRAY = 5;
  static final int SET = 7;
  static final int INTERNED_STRING = 8;

  /** Where a string has the number of its bytes, and where their address. */
  static final int TEXT_LENGTH = 4;

  static final int TEXT_START = 8;

  /** A number's representation: text, where {@code 1} is a 64-bit integer. */
  static final int TEXT = 2;

  /** Where the length of a number's text lies. */
  static final int DIGITS_LENGTH = 12;

  private static final int NULL = 1;
  private static final int BOOLEAN = 2;
  private static final int INTERNED_BOOLEAN = 9;

  private static final int BYTES_OF_VALUE = 48;

  private final FlatMemory memory;
  private final Budget budget;

  Layout(FlatMemory memory, Budget budget) {
    this.memory = memory;
    this.budget = budget;
  }

  /** Copies a value out of memory; null for arrays, objects and sets. */
  @Nullable Value scalar(int address) {
    return switch (memory.read(address)) {
      case NULL -> NullValue.NULL;
      case BOOLEAN, INTERNED_BOOLEAN -> BooleanValue.of(memory.read(address + 1) != 0);
      case NUMBER -> number(address);
      case STRING, INTERNED_STRING ->
          StringValue.of(
              text(memory.readInt(address + TEXT_START), memory.readInt(address + TEXT_LENGTH)));
      default -> null;
    };
  }

  /** Copies a number out of memory. */
  NumberValue number(int address) {
    if (memory.read(address + 1) != TEXT) {
      return NumberValue.of(memory.readLong(address + 8));
    }
    String literal = text(memory.readInt(address + 8), memory.readInt(address + DIGITS_LENGTH));
    NumberValue number = NumberValue.parse(literal);
    if (number == null) {
      throw new RegoException(
          RegoException.Kind.INTERNAL, "the policy made a number that cannot be read");
    }
    return number;
  }

  private String text(int start, int length) {
    budget.allocate(BYTES_OF_VALUE + (long) length);
    return Bytes.text(memory.array(), start, length);
  }

  boolean isString(int address) {
    int type = memory.read(address);
    return type == STRING || type == INTERNED_STRING;
  }

  int compareStrings(int a, int b) {
    int aStart = memory.readInt(a + TEXT_START);
    int bStart = memory.readInt(b + TEXT_START);
    return Arrays.compareUnsigned(
        memory.array(),
        aStart,
        aStart + memory.readInt(a + TEXT_LENGTH),
        memory.array(),
        bStart,
        bStart + memory.readInt(b + TEXT_LENGTH));
  }

  /** Addresses of an object's or a set's keys, in the order of their hashes. */
  int[] keys(int node) {
    int[] keys = new int[memory.readInt(node + 12)];
    // An element is a key, an object's value, and the element after it in the bucket.
    int next = memory.read(node) == SET ? 4 : 8;
    int buckets = memory.readInt(node + 4);
    int end = buckets + memory.readInt(node + 8) * 4;
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
}
