package dev.seaworthy.engine.rego.value;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.CanonicalText;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes values as JSON, as OPA does: sets become sorted arrays, and keys that are no strings
 * become their own JSON text. Of keys that become the same text, the last in Rego's order counts.
 */
public final class ValueWriter {
  private final CanonicalText out = new CanonicalText();

  private ValueWriter() {}

  /**
   * The canonical JSON of a value.
   *
   * @throws dev.seaworthy.engine.json.NotCanonicalException if a number has no exact double, or the
   *     nesting is too deep
   */
  public static CanonicalJson canonical(Value value) {
    ValueWriter writer = new ValueWriter();
    writer.write(value);
    return writer.out.finish();
  }

  private void write(Value value) {
    switch (value.rank()) {
      case NULL -> out.nothing();
      case BOOLEAN -> out.bool(((BooleanValue) value).value());
      case NUMBER -> number((NumberValue) value);
      case STRING -> out.string(Bytes.printable(((StringValue) value).text()));
      case ARRAY -> array((ArrayValue) value);
      case OBJECT -> object((ObjectValue) value);
      case SET -> array(((SetValue) value).toArray());
    }
  }

  private void number(NumberValue number) {
    if (number.isInteger()) {
      out.integer(number.longValue());
      return;
    }
    BigDecimal decimal = number.decimal();
    if (decimal.scale() <= 0) {
      out.integer(decimal.toBigIntegerExact());
    } else {
      out.number(decimal.doubleValue());
    }
  }

  private void array(ArrayValue array) {
    out.beginArray();
    for (int i = 0; i < array.size(); i++) {
      out.element();
      write(array.at(i));
    }
    out.endArray();
  }

  private void object(ObjectValue object) {
    out.beginObject();
    if (isInOrder(object)) {
      for (int i = 0; i < object.size(); i++) {
        out.name(Bytes.printable(((StringValue) object.keyAt(i)).text()));
        write(object.valueAt(i));
      }
    } else {
      for (Map.Entry<String, Value> member : sorted(object).entrySet()) {
        out.name(member.getKey());
        write(member.getValue());
      }
    }
    out.endObject();
  }

  /** Whether the keys are strings in the order of canonical JSON; Rego's is mostly the same. */
  private static boolean isInOrder(ObjectValue object) {
    String before = null;
    for (int i = 0; i < object.size(); i++) {
      if (!(object.keyAt(i) instanceof StringValue name)) {
        return false;
      }
      if (before != null && before.compareTo(name.text()) >= 0) {
        return false;
      }
      before = name.text();
    }
    return true;
  }

  private static Map<String, Value> sorted(ObjectValue object) {
    Map<String, Value> members = new TreeMap<>();
    object.sort();
    for (int i = 0; i < object.size(); i++) {
      Value key = object.keyAt(i);
      String name =
          key instanceof StringValue text
              ? Bytes.printable(text.text())
              : canonical(key).toString();
      members.put(name, object.valueAt(i));
    }
    return members;
  }
}
