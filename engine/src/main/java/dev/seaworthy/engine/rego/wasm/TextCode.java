package dev.seaworthy.engine.rego.wasm;

import java.io.ByteArrayOutputStream;

/** Instructions that let OPA's modules hold text that is no UTF-8, and leave it to Java. */
final class TextCode {
  /** The first of two escapes that stand for a byte in what a module reads; see {@link #ifByte}. */
  static final String BYTE = "\\udc00";

  private static final int BEYOND_UNICODE = 0x110000;
  private static final int FIRST_NOT_ASCII = 0x80;

  private TextCode() {}

  /**
   * For {@code opa_unicode_encode_utf8(codepoint, out)}: of the pair {@code \udc00\udcff}, which no
   * JSON has, OPA makes the code point 0x1100ff. It becomes the byte 0xff.
   */
  static byte[] ifByte() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, Op.LOCAL_GET, 0, Op.I32_CONST);
    ModuleCode.writeSigned(out, BEYOND_UNICODE);
    write(out, Op.I32_GE_S, Op.IF, Op.NO_RESULT);
    write(out, Op.LOCAL_GET, 1, Op.LOCAL_GET, 0, Op.I32_STORE8, 0, 0);
    write(out, Op.I32_CONST, 1, Op.RETURN, Op.END);
    return out.toByteArray();
  }

  /**
   * Calls Java if any argument is text that is not ASCII.
   *
   * @param test the number of {@link #isNotAscii}
   * @param call the call, with the function's own arguments
   */
  static byte[] ifNotAscii(int test, int arity, byte[] call) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int argument = 0; argument < arity; argument++) {
      write(out, Op.LOCAL_GET, argument, Op.CALL);
      ModuleCode.writeUnsigned(out, test);
      write(out, argument == 0 ? new int[0] : new int[] {Op.I32_OR});
    }
    write(out, Op.IF, Op.NO_RESULT);
    out.writeBytes(call);
    write(out, Op.RETURN, Op.END);
    return out.toByteArray();
  }

  /**
   * The body of {@code int is_not_ascii(opa_value *v)}; its locals are a byte's address and an end.
   */
  static byte[] isNotAscii() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, 1, 2, Op.I32);
    write(out, Op.LOCAL_GET, 0, Op.I32_EQZ, Op.IF, Op.NO_RESULT);
    write(out, Op.I32_CONST, 0, Op.RETURN, Op.END);
    write(out, Op.LOCAL_GET, 0, Op.I32_LOAD8_U, 0, 0, Op.LOCAL_TEE, 1);
    write(out, Op.I32_CONST, Layout.STRING, Op.I32_NE);
    write(out, Op.LOCAL_GET, 1, Op.I32_CONST, Layout.INTERNED_STRING, Op.I32_NE);
    write(out, Op.I32_AND, Op.IF, Op.NO_RESULT, Op.I32_CONST, 0, Op.RETURN, Op.END);
    write(out, Op.LOCAL_GET, 0, Op.I32_LOAD, 2, Layout.TEXT_START, Op.LOCAL_TEE, 1);
    write(out, Op.LOCAL_GET, 0, Op.I32_LOAD, 2, Layout.TEXT_LENGTH, Op.I32_ADD, Op.LOCAL_SET, 2);
    write(out, Op.BLOCK, Op.NO_RESULT, Op.LOOP, Op.NO_RESULT);
    write(out, Op.LOCAL_GET, 1, Op.LOCAL_GET, 2, Op.I32_GE_U, Op.BR_IF, 1);
    write(out, Op.LOCAL_GET, 1, Op.I32_LOAD8_U, 0, 0, Op.I32_CONST);
    ModuleCode.writeSigned(out, FIRST_NOT_ASCII);
    write(out, Op.I32_GE_U, Op.IF, Op.NO_RESULT, Op.I32_CONST, 1, Op.RETURN, Op.END);
    write(out, Op.LOCAL_GET, 1, Op.I32_CONST, 1, Op.I32_ADD, Op.LOCAL_SET, 1, Op.BR, 0);
    write(out, Op.END, Op.END, Op.I32_CONST, 0, Op.END);
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, int... bytes) {
    for (int each : bytes) {
      out.write(each);
    }
  }
}
