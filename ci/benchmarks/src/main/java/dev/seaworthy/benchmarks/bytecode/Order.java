package dev.seaworthy.benchmarks.bytecode;

import com.fasterxml.jackson.databind.JsonNode;

/** Tells whether a loop must see the members of sets and objects in Rego's order. */
final class Order {
  private Order() {}

  /** Only what is appended to an array keeps the order in which it came. */
  static boolean matters(JsonNode block) {
    return block.findValuesAsText("type").contains("ArrayAppendStmt");
  }
}
