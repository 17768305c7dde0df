package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.GoUrl;
import dev.seaworthy.engine.rego.text.UrlEscapes;
import dev.seaworthy.engine.rego.text.Utf8;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** URLs, and the queries in them. */
final class Urls {
  private static final int MAX_PARAMETERS = 10_000;

  private Urls() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "urlquery.encode" -> (Builtin.One) Urls::encode;
      case "urlquery.decode" -> (Builtin.One) Urls::decode;
      case "urlquery.encode_object" -> (Builtin.One) Urls::encodeObject;
      case "urlquery.decode_object" -> (Builtin.One) Urls::decodeObject;
      case "uri.parse" -> (Builtin.One) Urls::parse;
      case "uri.is_valid" -> (Builtin.One) Urls::isValid;
      default -> null;
    };
  }

  private static Value encode(Budget budget, Value operand) {
    return StringValue.of(escape(budget, Operands.text(operand, 1)));
  }

  private static String escape(Budget budget, String text) {
    budget.allocate(6L * text.length());
    return UrlEscapes.escape(Utf8.bytes(text), UrlEscapes.Part.QUERY);
  }

  private static Value decode(Budget budget, Value operand) {
    return StringValue.of(unescape(budget, Operands.text(operand, 1)));
  }

  private static String unescape(Budget budget, String text) {
    budget.allocate(4L * text.length());
    return Utf8.text(UrlEscapes.unescape(Utf8.bytes(text), UrlEscapes.Part.QUERY));
  }

  private static Value encodeObject(Budget budget, Value operand) {
    ObjectValue object = Operands.object(operand, 1);
    Map<String, Value> parameters = new TreeMap<>(StringValue::compare);
    for (int i = 0; i < object.size(); i++) {
      budget.step();
      Value key = object.keyAt(i);
      parameters.put(key instanceof StringValue text ? text.text() : json(key), object.valueAt(i));
    }
    StringBuilder out = new StringBuilder();
    parameters.forEach((key, value) -> append(budget, key, value, out));
    return StringValue.of(out.toString());
  }

  /** A key that is no text, as JSON. */
  private static String json(Value key) {
    return ValueWriter.canonical(key).toString();
  }

  private static void append(Budget budget, String key, Value value, StringBuilder out) {
    ArrayValue values;
    if (value instanceof ArrayValue array) {
      values = array;
    } else if (value instanceof SetValue set) {
      values = set.toArray();
    } else {
      values = ArrayValue.of(value);
    }
    for (int i = 0; i < values.size(); i++) {
      if (!(values.at(i) instanceof StringValue text)) {
        throw Operands.error(1, "values must be string, array[string], or set[string]");
      }
      out.append(out.isEmpty() ? "" : "&").append(escape(budget, key));
      out.append('=').append(escape(budget, text.text()));
    }
  }

  private static Value decodeObject(Budget budget, Value operand) {
    String query = Operands.text(operand, 1);
    budget.allocate(4L * query.length());
    if (query.chars().filter(c -> c == '&').count() >= MAX_PARAMETERS) {
      throw Operands.failed("number of URL query parameters exceeded limit");
    }
    Map<String, ArrayValue> found = new TreeMap<>(StringValue::compare);
    for (String parameter : query.split("&", -1)) {
      budget.step();
      if (parameter.indexOf(';') >= 0) {
        throw Operands.failed("invalid semicolon separator in query");
      }
      if (!parameter.isEmpty()) {
        int equals = parameter.indexOf('=');
        String key = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        found
            .computeIfAbsent(unescape(budget, key), ignored -> ArrayValue.withCapacity(1))
            .add(StringValue.of(unescape(budget, value)));
      }
    }
    ObjectValue object = new ObjectValue();
    found.forEach((key, values) -> object.put(StringValue.of(key), values));
    return object;
  }

  private static Value isValid(Budget budget, Value operand) {
    if (!(operand instanceof StringValue string) || string.text().isEmpty()) {
      return BooleanValue.FALSE;
    }
    try {
      read(budget, string.text());
      return BooleanValue.TRUE;
    } catch (RegoException e) {
      if (e.isUndefined()) {
        return BooleanValue.FALSE;
      }
      throw e;
    }
  }

  private static Value parse(Budget budget, Value operand) {
    return describe(read(budget, Operands.text(operand, 1)));
  }

  private static GoUrl read(Budget budget, String text) {
    budget.allocate(10L * text.length());
    return GoUrl.parse(text);
  }

  private static Value describe(GoUrl url) {
    ObjectValue object = new ObjectValue();
    put(object, "fragment", url.fragment());
    put(object, "hostname", url.hostname());
    put(object, "path", url.path());
    put(object, "port", url.port());
    put(object, "raw_path", url.rawPath());
    put(object, "raw_query", url.query());
    put(object, "scheme", url.scheme());
    return object;
  }

  private static void put(ObjectValue object, String key, String text) {
    if (!text.isEmpty()) {
      object.put(StringValue.of(key), StringValue.of(text));
    }
  }
}
