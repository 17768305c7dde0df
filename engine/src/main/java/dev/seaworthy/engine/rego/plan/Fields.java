package dev.seaworthy.engine.rego.plan;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads fields of a plan that must be there. */
final class Fields {
  private Fields() {}

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw PlanReader.damaged("`" + field + "` is not text");
    }
    return value.asText();
  }

  static int number(JsonNode node, String field) {
    return integer(node.path(field), field);
  }

  static int[] numbers(JsonNode node, String field) {
    JsonNode values = node.path(field);
    int[] numbers = new int[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = integer(values.path(i), field);
    }
    return numbers;
  }

  private static int integer(JsonNode value, String field) {
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw PlanReader.damaged("`" + field + "` is not a small integer");
    }
    return value.asInt();
  }
}
