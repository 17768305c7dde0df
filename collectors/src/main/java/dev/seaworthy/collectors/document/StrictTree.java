package dev.seaworthy.collectors.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads strict JSON (RFC 8259, each key of an object once) into a tree without marks, in one pass:
 * what came over a network has no lines that anybody could look up.
 */
public final class StrictTree {
  private final JsonParser parser;
  private final Set<String> passedOver;

  private StrictTree(JsonParser parser, Set<String> passedOver) {
    this.parser = parser;
    this.passedOver = passedOver;
  }

  /**
   * Reads one value.
   *
   * @param json UTF-8
   * @throws NotCanonicalException if it is not one value of strict JSON, or is nested beyond {@link
   *     StrictJson#MAX_DEPTH}
   */
  public static Tree read(byte[] json) {
    return readWithout(Set.of(), json);
  }

  /**
   * Reads one value but for the entries of some keys, wherever these stand: what lies under them is
   * whole JSON, and is not held against more than that.
   *
   * @throws NotCanonicalException as {@link #read}
   */
  public static Tree readWithout(Set<String> keys, byte[] json) {
    try (JsonParser parser = StrictJson.parser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new NotCanonicalException("there is no JSON value", 1, 1);
      }
      StrictTree reader = new StrictTree(parser, keys);
      Tree value = reader.value(first);
      if (parser.nextToken() != null) {
        throw reader.fault("more text follows the JSON value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw StrictJson.refused(e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  private Tree value(JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> mapping();
      case START_ARRAY -> sequence();
      default -> new Tree.Scalar(ReadProblem.NOWHERE, scalar(token));
    };
  }

  private Tree.Mapping mapping() throws IOException {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (passedOver.contains(name)) {
        parser.skipChildren();
      } else if (entries.put(name, new Tree.Entry(ReadProblem.NOWHERE, value(token))) != null) {
        throw fault("the key `%s` is there twice".formatted(name));
      }
    }
    return new Tree.Mapping(ReadProblem.NOWHERE, entries);
  }

  private Tree.Sequence sequence() throws IOException {
    List<Tree> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token));
    }
    return new Tree.Sequence(ReadProblem.NOWHERE, items);
  }

  private Object scalar(JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> CanonicalJson.NULL;
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> floating(parser.getDoubleValue());
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private Number floating(double value) {
    if (Double.isInfinite(value)) {
      throw fault("a number is out of the range of numbers");
    }
    return YamlScalars.whole(value);
  }

  private NotCanonicalException fault(String message) {
    return new NotCanonicalException(
        message, parser.currentLocation().getLineNr(), parser.currentLocation().getColumnNr());
  }
}
