package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.text.UrlEscapes;
import dev.seaworthy.engine.rego.text.Utf8;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions that templates can call. Numbers from Rego are text to them, as Go's {@code
 * json.Number} is.
 */
final class TemplateFunctions {
  static final Set<String> NAMES =
      Set.of(
          "and",
          "eq",
          "ge",
          "gt",
          "html",
          "index",
          "js",
          "le",
          "len",
          "lt",
          "ne",
          "not",
          "or",
          "print",
          "printf",
          "println",
          "slice",
          "urlquery");

  private TemplateFunctions() {}

  /** The value with scalars as Java's own; numbers stay. */
  static Object plain(Value value) {
    if (value instanceof StringValue string) {
      return string.text();
    }
    if (value instanceof BooleanValue bool) {
      return bool.value();
    }
    return value instanceof SetValue set ? set.toArray() : value;
  }

  /** Whether a condition holds: not zero, not empty, not nothing. */
  static boolean isTrue(@Nullable Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof Double real) {
      return real != 0;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof ArrayValue array) {
      return array.size() > 0;
    }
    return value instanceof ObjectValue object ? object.size() > 0 : value instanceof NumberValue;
  }

  /** How often {@code range} goes round. */
  static long rangeSize(@Nullable Object value) {
    if (value == null || value instanceof NullValue) {
      return 0;
    }
    if (value instanceof Long number) {
      return Math.max(0, number);
    }
    if (value instanceof ArrayValue array) {
      return array.size();
    }
    if (value instanceof ObjectValue object) {
      return object.size();
    }
    throw Operands.failed("range can't iterate over " + TemplateText.of(value, false));
  }

  static @Nullable Object call(Budget budget, String name, List<@Nullable Object> arguments) {
    int least =
        switch (name) {
          case "and", "or", "not", "len", "index", "slice", "eq", "printf" -> 1;
          case "ne", "lt", "le", "gt", "ge" -> 2;
          default -> 0;
        };
    boolean isFixed = least == 2 || name.equals("not") || name.equals("len");
    if (arguments.size() < least || (isFixed && arguments.size() > least)) {
      throw Operands.failed(
          "wrong number of args for %s: want %s%d got %d"
              .formatted(name, isFixed ? "" : "at least ", least, arguments.size()));
    }
    return switch (name) {
      case "and", "or" -> arguments.get(arguments.size() - 1);
      case "not" -> !isTrue(arguments.get(0));
      case "len" -> length(arguments.get(0));
      case "index" -> index(arguments);
      case "slice" -> slice(arguments);
      case "print" -> TemplatePrintf.print(budget, arguments);
      case "println" -> TemplatePrintf.println(budget, arguments);
      case "printf" -> TemplatePrintf.printf(budget, arguments);
      case "html" -> TemplateEscapes.html(TemplatePrintf.text(budget, arguments));
      case "js" -> TemplateEscapes.js(TemplatePrintf.text(budget, arguments));
      case "urlquery" ->
          UrlEscapes.escape(
              Utf8.bytes(TemplatePrintf.text(budget, arguments)), UrlEscapes.Part.QUERY);
      default -> TemplateComparison.call(name, arguments);
    };
  }

  private static long length(@Nullable Object value) {
    if (value instanceof String text) {
      return Utf8.length(text);
    }
    if (value instanceof NumberValue number) {
      return number.literal().length();
    }
    if (value instanceof ArrayValue array) {
      return array.size();
    }
    if (value instanceof ObjectValue object) {
      return object.size();
    }
    throw Operands.failed(
        value == null || value instanceof NullValue
            ? "len of nil pointer"
            : "len of type " + TemplateText.type(value));
  }

  private static @Nullable Object index(List<@Nullable Object> arguments) {
    Object value = arguments.get(0);
    if (value == null || value instanceof NullValue) {
      throw Operands.failed("index of untyped nil");
    }
    for (Object key : arguments.subList(1, arguments.size())) {
      if (value instanceof ArrayValue array) {
        value = plain(array.at(position(key, array.size() - 1)));
      } else if (value instanceof String text) {
        String bytes = Utf8.bytes(text);
        value = (long) bytes.charAt(position(key, bytes.length() - 1));
      } else if (value instanceof ObjectValue object) {
        Value found = object.get(StringValue.of(keyText(key)));
        value = found == null ? null : plain(found);
      } else {
        throw Operands.failed(
            value == null || value instanceof NullValue
                ? "index of untyped nil"
                : "can't index item of type " + TemplateText.type(value));
      }
    }
    return value;
  }

  private static String keyText(@Nullable Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw Operands.failed("value has type %s; should be string".formatted(TemplateText.type(key)));
  }

  private static int position(@Nullable Object key, int last) {
    if (!(key instanceof Long number)) {
      throw Operands.failed("cannot index slice/array with type " + TemplateText.type(key));
    }
    if (number < 0 || number > last) {
      throw Operands.failed("index out of range: " + number);
    }
    return number.intValue();
  }

  private static Object slice(List<@Nullable Object> arguments) {
    Object value = arguments.get(0);
    if (arguments.size() > (value instanceof String ? 3 : 4)) {
      throw Operands.failed("too many slice indexes: %d".formatted(arguments.size() - 1));
    }
    String bytes = value instanceof String text ? Utf8.bytes(text) : "";
    if (!(value instanceof String) && !(value instanceof ArrayValue)) {
      throw Operands.failed("can't slice item of type " + TemplateText.type(value));
    }
    int size = value instanceof ArrayValue array ? array.size() : bytes.length();
    int from = arguments.size() > 1 ? position(arguments.get(1), size) : 0;
    int to = arguments.size() > 2 ? position(arguments.get(2), size) : size;
    if (from > to) {
      throw Operands.failed("invalid slice index: %d > %d".formatted(from, to));
    }
    return value instanceof ArrayValue array
        ? array.slice(from, to)
        : Utf8.text(bytes.substring(from, to));
  }
}
