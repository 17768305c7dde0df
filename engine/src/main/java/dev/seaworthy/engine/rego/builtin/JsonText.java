package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;

/**
 * Reads JSON as Go's {@code encoding/json} does, down to its complaints: of keys that are there
 * twice the last counts, and halves of surrogate pairs become U+FFFD. Readers made for documents
 * from outside refuse both.
 */
final class JsonText {
  /** As for any document; Go reads ten thousand levels. */
  private static final int MAX_DEPTH = StrictJson.MAX_DEPTH;

  private static final int BYTES_PER_VALUE = 48;

  private final Budget budget;
  private final JsonScanner scanner;
  private int depth;

  private JsonText(Budget budget, String text) {
    this.budget = budget;
    this.scanner = new JsonScanner(budget, text);
  }

  static Value read(Budget budget, String text) {
    JsonText json = new JsonText(budget, text);
    if (json.scanner.skipBlanks() < 0) {
      throw Operands.failed("EOF");
    }
    Value value = json.value();
    if (json.scanner.skipBlanks() >= 0) {
      throw Operands.failed(
          "error: invalid character '" + json.token() + "' after top-level value");
    }
    return value;
  }

  /** What follows the value: a bracket, or a value of its own. */
  private String token() {
    int next = scanner.skipBlanks();
    if (next == '{' || next == '[') {
      return Character.toString(next);
    }
    Value value = value();
    return value instanceof StringValue string ? string.text() : value.toString();
  }

  static boolean isValid(Budget budget, String text) {
    try {
      JsonText json = new JsonText(budget, text);
      json.value();
      return json.scanner.skipBlanks() < 0;
    } catch (RegoException e) {
      if (e.isUndefined()) {
        return false;
      }
      throw e;
    }
  }

  private Value value() {
    budget.step();
    budget.allocate(BYTES_PER_VALUE);
    int first = scanner.skipBlanks();
    return switch (first) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> StringValue.of(scanner.string());
      case 't' -> literal("true", BooleanValue.TRUE);
      case 'f' -> literal("false", BooleanValue.FALSE);
      case 'n' -> literal("null", NullValue.NULL);
      default -> {
        if (first != '-' && !JsonScanner.isDigit(first)) {
          throw scanner.unexpected("looking for beginning of value");
        }
        yield number(scanner.number());
      }
    };
  }

  private Value literal(String word, Value value) {
    scanner.word(word);
    return value;
  }

  private static Value number(String literal) {
    NumberValue number = NumberValue.parse(literal);
    if (number == null) {
      throw Operands.failed("invalid number: number too big");
    }
    return number;
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw Operands.failed("exceeded max depth");
    }
  }

  private Value array() {
    enter();
    ArrayValue array = ArrayValue.withCapacity(4);
    scanner.skip();
    if (scanner.skipBlanks() != ']') {
      array.add(value());
      while (scanner.skipBlanks() == ',') {
        scanner.skip();
        array.add(value());
      }
      scanner.expect(']', "after array element");
    } else {
      scanner.skip();
    }
    depth--;
    return array;
  }

  private Value object() {
    enter();
    ObjectValue object = new ObjectValue();
    scanner.skip();
    if (scanner.skipBlanks() != '}') {
      member(object);
      while (scanner.skipBlanks() == ',') {
        scanner.skip();
        member(object);
      }
      scanner.expect('}', "after object key:value pair");
    } else {
      scanner.skip();
    }
    depth--;
    return object.sort();
  }

  private void member(ObjectValue object) {
    if (scanner.skipBlanks() != '"') {
      throw scanner.unexpected("looking for beginning of object key string");
    }
    Value key = StringValue.of(scanner.string());
    scanner.skipBlanks();
    scanner.expect(':', "after object key");
    object.put(key, value());
  }
}
