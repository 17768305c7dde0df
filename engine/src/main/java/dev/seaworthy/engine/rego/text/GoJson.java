package dev.seaworthy.engine.rego.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads JSON as Go does: the last of equal keys wins, broken UTF-8 is replaced. */
public final class GoJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(StrictJson.MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private GoJson() {}

  /**
   * Reads one value.
   *
   * @throws RegoException if it is not JSON, or nested too deeply
   */
  public static Value read(byte[] json) {
    return read(new String(json, StandardCharsets.UTF_8));
  }

  /** Reads one value. */
  public static Value read(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw RegoException.failed("EOF");
      }
      Value value = value(parser, first);
      if (parser.nextToken() != null) {
        throw RegoException.failed("there is text after the top-level value");
      }
      return value;
    } catch (JsonProcessingException e) {
      // Jackson's own words may quote what was read.
      throw RegoException.failed("invalid character, or end of JSON input");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  /** Whether text is JSON. */
  public static boolean isValid(String json) {
    try {
      read(json);
      return true;
    } catch (RegoException e) {
      return false;
    }
  }

  private static Value value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> StringValue.of(wellFormed(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> BooleanValue.TRUE;
      case VALUE_FALSE -> BooleanValue.FALSE;
      case VALUE_NULL -> NullValue.NULL;
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private static Value number(String literal) {
    NumberValue number = NumberValue.parse(literal);
    if (number == null) {
      throw RegoException.failed("a number is too large");
    }
    return number;
  }

  private static Value array(JsonParser parser) throws IOException {
    ArrayValue array = ArrayValue.withCapacity(4);
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(parser, token));
    }
    return array;
  }

  private static Value object(JsonParser parser) throws IOException {
    ObjectValue object = new ObjectValue();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      object.put(StringValue.of(wellFormed(name)), value(parser, parser.nextToken()));
    }
    return object.sort();
  }

  /** Text with every surrogate that has no partner replaced. */
  private static String wellFormed(String text) {
    boolean isFine = text.codePoints().noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
    return isFine
        ? text
        : text.codePoints()
            .map(point -> point >= 0xd800 && point <= 0xdfff ? 0xfffd : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }
}
