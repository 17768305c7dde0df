package dev.seaworthy.engine.rego.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into values. One reader remembers the shapes of the objects it has read, so that alike
 * objects share their names; many threads may use it.
 */
public final class ValueReader {
  /** What hostile input can make a reader remember: some megabytes. */
  private static final int MAX_SHAPES = 20_000;

  /** So many characters of a name count as one more shape. */
  private static final int CHARS_PER_SHAPE = 64;

  private final RecentTexts texts = new RecentTexts();
  private final Shape empty = new Shape();
  private final AtomicInteger shapes = new AtomicInteger();

  /** Reads a value that was checked before. */
  public Value read(CanonicalJson json) {
    return read(json.parser());
  }

  /**
   * Reads JSON text (RFC 8259): one value of UTF-8.
   *
   * @throws NotCanonicalException if it is not, names a key twice, or is nested too deeply
   */
  public Value read(byte[] json) {
    return read(StrictJson.parser(json));
  }

  private Value read(JsonParser parser) {
    try (parser) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new NotCanonicalException("there is no JSON value", 1, 1);
      }
      Value value = value(parser, first);
      if (parser.nextToken() != null) {
        throw new NotCanonicalException(
            "more text follows the JSON value",
            parser.currentLocation().getLineNr(),
            parser.currentLocation().getColumnNr());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw StrictJson.refused(e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  private Value value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> texts.value(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> BooleanValue.TRUE;
      case VALUE_FALSE -> BooleanValue.FALSE;
      case VALUE_NULL -> NullValue.NULL;
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private static Value number(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long value = parser.getLongValue();
      if (value != 0 || parser.getTextLength() == 1) {
        return NumberValue.of(value);
      }
    }
    NumberValue number = NumberValue.parse(parser.getText());
    if (number == null) {
      throw new NotCanonicalException(
          "a number is too large",
          parser.currentLocation().getLineNr(),
          parser.currentLocation().getColumnNr());
    }
    return number;
  }

  private Value array(JsonParser parser) throws IOException {
    ArrayValue array = ArrayValue.withCapacity(4);
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(parser, token));
    }
    return array;
  }

  private Value object(JsonParser parser) throws IOException {
    List<Value> values = new ArrayList<>();
    Shape shape = empty;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Shape longer = shape.known(name);
      if (longer == null) {
        longer = step(shape, name, parser);
      }
      if (longer == null) {
        return unshaped(parser, shape, values, name);
      }
      shape = longer;
      values.add(value(parser, parser.nextToken()));
    }
    return shaped(shape, values);
  }

  private @Nullable Shape step(Shape shape, String name, JsonParser parser) {
    if (shape.has(name)) {
      throw twice(parser, name);
    }
    boolean mayGrow = shape.size() < Shape.MAX_NAMES && shapes.get() < MAX_SHAPES;
    if (!mayGrow) {
      return null;
    }
    shapes.addAndGet(1 + name.length() / CHARS_PER_SHAPE);
    return shape.with(name);
  }

  private static ObjectValue shaped(Shape shape, List<Value> values) {
    Shape.Keys keys = shape.keys();
    @Nullable Value[] inOrder = values.toArray(Value[]::new);
    int[] order = keys.order();
    if (order != null) {
      for (int i = 0; i < order.length; i++) {
        inOrder[i] = values.get(order[i]);
      }
    }
    return ObjectValue.sharing(keys.table(), inOrder);
  }

  /** The rest of an object that is too long, or one shape too many, to share its names. */
  private Value unshaped(JsonParser parser, Shape shape, List<Value> values, String next)
      throws IOException {
    ObjectValue object = shaped(shape, values);
    for (String name = next; name != null; name = parser.nextFieldName()) {
      int before = object.size();
      object.put(StringValue.of(name), value(parser, parser.nextToken()));
      if (object.size() == before) {
        throw twice(parser, name);
      }
    }
    return object.sort();
  }

  private static NotCanonicalException twice(JsonParser parser, String name) {
    return new NotCanonicalException(
        "the key `%s` is there twice".formatted(name),
        parser.currentLocation().getLineNr(),
        parser.currentLocation().getColumnNr());
  }
}
