package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Arrays;
import java.util.List;

/** Whether any of some texts begins, or ends, with any of others. */
final class Affixes {
  private Affixes() {}

  static Value anyPrefix(Budget budget, Value a, Value b) {
    String[] texts = texts(a, 1);
    return BooleanValue.of(anyPrefix(budget, texts, texts(b, 2)));
  }

  static Value anySuffix(Budget budget, Value a, Value b) {
    String[] texts = reversed(budget, texts(a, 1));
    return BooleanValue.of(anyPrefix(budget, texts, reversed(budget, texts(b, 2))));
  }

  private static String[] texts(Value operand, int position) {
    if (operand instanceof StringValue string) {
      return new String[] {string.text()};
    }
    if (!(operand instanceof ArrayValue) && !(operand instanceof SetValue)) {
      throw Operands.type(position, operand, "string", "set", "array");
    }
    List<String> texts = Operands.texts(operand, position);
    return texts.toArray(String[]::new);
  }

  private static String[] reversed(Budget budget, String[] texts) {
    String[] reversed = new String[texts.length];
    for (int i = 0; i < texts.length; i++) {
      budget.allocate(2L * texts[i].length());
      reversed[i] = new StringBuilder(texts[i]).reverse().toString();
    }
    return reversed;
  }

  /** Sorted, the texts that begin with a prefix follow right after it. */
  private static boolean anyPrefix(Budget budget, String[] texts, String[] prefixes) {
    budget.steps((long) texts.length * 16);
    Arrays.sort(texts);
    for (String prefix : prefixes) {
      budget.steps(32);
      int found = Arrays.binarySearch(texts, prefix);
      int next = found >= 0 ? found : ~found;
      if (next < texts.length && texts[next].startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
