package dev.seaworthy.engine.rego.wasm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names that a module keeps of its functions (WebAssembly Core Specification, "Name Section").
 * OPA names functions after rules, whose paths may hold any character, while Chicory refuses a
 * module that has a name with a character beyond the Basic Multilingual Plane.
 */
final class FunctionNames {
  private static final int PREAMBLE_BYTES = 8;
  private static final int CUSTOM_SECTION = 0;
  private static final int FUNCTIONS = 1;
  private static final byte[] NAME = "name".getBytes(StandardCharsets.US_ASCII);

  private final byte[] wasm;
  private int position = PREAMBLE_BYTES;

  private FunctionNames(byte[] wasm) {
    this.wasm = wasm;
  }

  /** The module with names of ASCII alone; no byte moves. */
  static byte[] toAscii(byte[] wasm) {
    FunctionNames names = new FunctionNames(wasm.clone());
    try {
      names.eachSection();
    } catch (IndexOutOfBoundsException e) {
      // The module is cut short: its parser says so better.
      return wasm;
    }
    return names.wasm;
  }

  private void eachSection() {
    while (position < wasm.length) {
      int id = wasm[position++];
      int end = number() + position;
      if (id == CUSTOM_SECTION && isNamed()) {
        eachSubsection(end);
      }
      position = end;
    }
  }

  private boolean isNamed() {
    int length = number();
    int start = position;
    position += length;
    return Arrays.equals(wasm, start, position, NAME, 0, NAME.length);
  }

  private void eachSubsection(int sectionEnd) {
    while (position < sectionEnd) {
      int id = wasm[position++];
      int end = number() + position;
      if (id == FUNCTIONS) {
        eachName();
      }
      position = end;
    }
  }

  private void eachName() {
    for (int left = number(); left > 0; left--) {
      number();
      int length = number();
      for (int i = 0; i < length; i++, position++) {
        if (wasm[position] < 0) {
          wasm[position] = '?';
        }
      }
    }
  }

  /** Reads an unsigned LEB128 number. */
  private int number() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = wasm[position++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
