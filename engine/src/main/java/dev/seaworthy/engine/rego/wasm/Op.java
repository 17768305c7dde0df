package dev.seaworthy.engine.rego.wasm;

/** Instructions of WebAssembly (Core Specification, "Instructions"). */
final class Op {
  static final int BLOCK = 0x02;
  static final int LOOP = 0x03;
  static final int IF = 0x04;
  static final int END = 0x0b;
  static final int BR = 0x0c;
  static final int BR_IF = 0x0d;
  static final int RETURN = 0x0f;
  static final int CALL = 0x10;
  static final int LOCAL_GET = 0x20;
  static final int LOCAL_SET = 0x21;
  static final int LOCAL_TEE = 0x22;
  static final int I32_LOAD = 0x28;
  static final int I32_LOAD8_U = 0x2d;
  static final int I32_STORE8 = 0x3a;
  static final int NO_RESULT = 0x40;
  static final int I32_CONST = 0x41;
  static final int I32_EQZ = 0x45;
  static final int I32_EQ = 0x46;
  static final int I32_NE = 0x47;
  static final int I32_GE_S = 0x4e;
  static final int I32_GE_U = 0x4f;
  static final int I32_ADD = 0x6a;
  static final int I32_AND = 0x71;
  static final int I32_OR = 0x72;

  /** The type of integers of 32 bits. */
  static final int I32 = 0x7f;

  private Op() {}
}
