package dev.seaworthy.engine.rego.wasm;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The function bodies of a WebAssembly module, to be replaced one by one. Reads no more of the
 * binary format than sections and bodies (WebAssembly Core Specification, "Binary Format"); the
 * module must have been parsed before.
 */
final class ModuleCode {
  private static final int PREAMBLE_BYTES = 8;
  private static final int CUSTOM_SECTION = 0;
  private static final int FUNCTION_SECTION = 3;
  private static final int CODE_SECTION = 10;

  /** No locals, {@code unreachable}, {@code end}. */
  private static final byte[] UNREACHABLE = {0x00, 0x00, 0x0b};

  private final byte[] wasm;
  private final List<Integer> types = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();

  ModuleCode(byte[] wasm) {
    this.wasm = wasm;
    Reader reader = new Reader(wasm, PREAMBLE_BYTES);
    while (reader.position < wasm.length) {
      int id = wasm[reader.position++];
      int end = reader.unsigned() + reader.position;
      if (id == FUNCTION_SECTION) {
        for (int left = reader.unsigned(); left > 0; left--) {
          types.add(reader.unsigned());
        }
      } else if (id == CODE_SECTION) {
        readBodies(reader);
      }
      reader.position = end;
    }
  }

  private void readBodies(Reader reader) {
    for (int left = reader.unsigned(); left > 0; left--) {
      int length = reader.unsigned();
      bodies.add(Arrays.copyOfRange(wasm, reader.position, reader.position + length));
      reader.position += length;
    }
  }

  /**
   * Replaces a function's body.
   *
   * @param function counted from the first that is not imported
   */
  void replace(int function, byte[] body) {
    bodies.set(function, body);
  }

  /**
   * Adds a function after all others.
   *
   * @param alike a function with the same parameters and results
   * @return its number, counted as the others are
   */
  int add(int alike, byte[] body) {
    types.add(types.get(alike));
    bodies.add(body);
    return bodies.size() - 1;
  }

  /** Puts instructions, which leave the stack as it is, before a function's own. */
  void prepend(int function, byte[] instructions) {
    byte[] body = bodies.get(function);
    Reader reader = new Reader(body, 0);
    for (int left = reader.unsigned(); left > 0; left--) {
      reader.unsigned();
      reader.position++;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(body, 0, reader.position);
    out.writeBytes(instructions);
    out.write(body, reader.position, body.length - reader.position);
    bodies.set(function, out.toByteArray());
  }

  /** How many bytes the longest function has. */
  int longestBody() {
    return bodies.stream().mapToInt(body -> body.length).max().orElse(0);
  }

  /** Takes all code away, for code that was compiled. */
  void clear() {
    bodies.replaceAll(ignored -> UNREACHABLE);
  }

  /** The module with the bodies as they are now, without names and other custom sections. */
  byte[] toModule() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(wasm.length);
    out.write(wasm, 0, PREAMBLE_BYTES);
    Reader reader = new Reader(wasm, PREAMBLE_BYTES);
    while (reader.position < wasm.length) {
      int start = reader.position++;
      int length = reader.unsigned();
      int end = reader.position + length;
      switch (wasm[start]) {
        case CUSTOM_SECTION -> {}
        case FUNCTION_SECTION -> writeTypes(out);
        case CODE_SECTION -> writeCode(out);
        default -> out.write(wasm, start, end - start);
      }
      reader.position = end;
    }
    return out.toByteArray();
  }

  private void writeTypes(ByteArrayOutputStream out) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    writeUnsigned(content, types.size());
    types.forEach(type -> writeUnsigned(content, type));
    writeSection(out, FUNCTION_SECTION, content);
  }

  private void writeCode(ByteArrayOutputStream out) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    writeUnsigned(content, bodies.size());
    for (byte[] body : bodies) {
      writeUnsigned(content, body.length);
      content.writeBytes(body);
    }
    writeSection(out, CODE_SECTION, content);
  }

  private static void writeSection(
      ByteArrayOutputStream out, int id, ByteArrayOutputStream content) {
    out.write(id);
    writeUnsigned(out, content.size());
    out.writeBytes(content.toByteArray());
  }

  /** Writes an unsigned LEB128 number. */
  static void writeUnsigned(ByteArrayOutputStream out, int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  /** Writes a number that is not negative as signed LEB128. */
  static void writeSigned(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x40) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static final class Reader {
    private final byte[] bytes;
    private int position;

    Reader(byte[] bytes, int position) {
      this.bytes = bytes;
      this.position = position;
    }

    /** Reads an unsigned LEB128 number. */
    int unsigned() {
      int value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = bytes[position++];
        value |= (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }
  }
}
