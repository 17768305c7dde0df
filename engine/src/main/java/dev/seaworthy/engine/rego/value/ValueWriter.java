package dev.seaworthy.engine.rego.value;

import dev.seaworthy.engine.json.CanonicalJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes values as JSON, as OPA does: sets become sorted arrays, and keys that are no strings
 * become their own JSON text. Of keys that become the same text, the last in Rego's order counts.
 */
public final class ValueWriter {
  private ValueWriter() {}

  /**
   * The canonical JSON of a value.
   *
   * @throws dev.seaworthy.engine.json.NotCanonicalException if a number has no exact double, or the
   *     nesting is too deep
   */
  public static CanonicalJson canonical(Value value) {
    return CanonicalJson.of(tree(value));
  }

  private static Object tree(Value value) {
    return switch (value.rank()) {
      case NULL -> CanonicalJson.NULL;
      case BOOLEAN -> ((BooleanValue) value).value();
      case NUMBER -> number((NumberValue) value);
      case STRING -> Bytes.printable(((StringValue) value).text());
      case ARRAY -> array((ArrayValue) value);
      case OBJECT -> object((ObjectValue) value);
      case SET -> array(((SetValue) value).toArray());
    };
  }

  private static Object number(NumberValue number) {
    if (number.isInteger()) {
      return number.longValue();
    }
    BigDecimal decimal = number.decimal();
    return decimal.scale() <= 0 ? decimal.toBigIntegerExact() : decimal.doubleValue();
  }

  private static List<Object> array(ArrayValue array) {
    List<Object> list = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      list.add(tree(array.at(i)));
    }
    return list;
  }

  private static Map<String, Object> object(ObjectValue object) {
    Map<String, Object> map = new LinkedHashMap<>();
    object.sort();
    for (int i = 0; i < object.size(); i++) {
      Value key = object.keyAt(i);
      String name =
          key instanceof StringValue text
              ? Bytes.printable(text.text())
              : canonical(key).toString();
      map.put(name, tree(object.valueAt(i)));
    }
    return map;
  }
}
