package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.text.Utf8;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueWriter;
import java.util.Map;
import java.util.TreeMap;

/** Writes values in YAML's block style, indented by two, as go-yaml v3 does. */
final class YamlWriter {
  /** Longer keys get a line of their own. */
  private static final int MAX_SIMPLE_KEY = 128;

  private static final int INDENT = 2;
  private static final int MAX_DEPTH = 500;

  private final Budget budget;
  private final StringBuilder out = new StringBuilder();

  private YamlWriter(Budget budget) {
    this.budget = budget;
  }

  static String write(Budget budget, Value value) {
    YamlWriter writer = new YamlWriter(budget);
    writer.node(value, 0);
    writer.endLine();
    return writer.out.toString();
  }

  private void endLine() {
    if (out.isEmpty() || out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
  }

  /** Writes a value where the line is at that indentation. */
  private void node(Value value, int indent) {
    budget.step();
    if (indent > MAX_DEPTH * INDENT) {
      throw Operands.failed("yaml: exceeded max depth of %d".formatted(MAX_DEPTH));
    }
    if (value instanceof SetValue set) {
      node(set.toArray(), indent);
    } else if (value instanceof ArrayValue array && array.size() > 0) {
      list(array, indent);
    } else if (value instanceof ObjectValue object && object.size() > 0) {
      mapping(object, indent);
    } else {
      scalar(value, indent);
    }
  }

  private static boolean isBlock(Value value) {
    return (value instanceof ArrayValue array && array.size() > 0)
        || (value instanceof SetValue set && set.size() > 0)
        || (value instanceof ObjectValue object && object.size() > 0);
  }

  private void list(ArrayValue array, int indent) {
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        newLine(indent);
      }
      out.append("- ");
      node(array.at(i), indent + INDENT);
    }
  }

  private void mapping(ObjectValue object, int indent) {
    Map<String, Value> sorted = new TreeMap<>(YamlKeyOrder::compare);
    for (int i = 0; i < object.size(); i++) {
      String name = name(object.keyAt(i));
      budget.allocate(64);
      budget.steps(name.length());
      sorted.put(name, object.valueAt(i));
    }
    boolean isFirst = true;
    for (Map.Entry<String, Value> entry : sorted.entrySet()) {
      if (!isFirst) {
        newLine(indent);
      }
      isFirst = false;
      entry(entry.getKey(), entry.getValue(), indent);
    }
  }

  private static String name(Value key) {
    return key instanceof StringValue text ? text.text() : ValueWriter.canonical(key).toString();
  }

  private void entry(String key, Value value, int indent) {
    YamlStyle style = YamlStyle.of(key);
    boolean isSimple = Utf8.length(key) <= MAX_SIMPLE_KEY && !style.isMultiline();
    if (!isSimple) {
      out.append("? ");
      style.write(out, indent + INDENT, false);
      newLine(indent);
      out.append(": ");
      node(value, indent + INDENT);
      return;
    }
    style.write(out, indent + INDENT, true);
    out.append(':');
    if (isBlock(value)) {
      newLine(indent + INDENT);
      node(value, indent + INDENT);
    } else {
      out.append(' ');
      scalar(value, indent + INDENT);
    }
  }

  private void newLine(int indent) {
    budget.allocate(2L * indent);
    endLine();
    out.append(" ".repeat(indent));
  }

  /** Writes a scalar or an empty collection; further lines of it begin at the indentation. */
  private void scalar(Value value, int indent) {
    if (value instanceof StringValue text) {
      budget.allocate(2L * text.text().length());
      YamlStyle.of(text.text()).write(out, Math.max(INDENT, indent), false);
    } else if (value instanceof NumberValue number) {
      out.append(number(number));
    } else if (value instanceof SetValue) {
      out.append("[]");
    } else {
      out.append(value);
    }
  }

  private static String number(NumberValue number) {
    String literal = number.literal();
    Value resolved = YamlScalar.resolve(literal);
    boolean isWhole =
        resolved instanceof NumberValue plain
            && plain.decimal().toBigInteger().bitLength() <= Long.SIZE
            && literal.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
    double value = number.decimal().doubleValue();
    if (isWhole) {
      return String.valueOf(resolved);
    }
    return Double.isFinite(value) ? GoFloats.general(value) : literal;
  }
}
