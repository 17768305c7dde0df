package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.collectors.document.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks once over JSON and insists on types. Trivy writes {@code null} or nothing for what is
 * empty, so both read as empty here.
 */
final class ReportStream {
  /** Reads the value of one field; what it leaves untouched is passed over. */
  @FunctionalInterface
  interface Field {
    void read(String name) throws IOException;
  }

  /** Reads one item of an array. */
  @FunctionalInterface
  interface Item {
    void read() throws IOException;
  }

  private final JsonParser parser;

  /** A stream that stands at the first token. */
  ReportStream(JsonParser parser) throws IOException {
    this.parser = parser;
    parser.nextToken();
  }

  boolean atArray() {
    return parser.hasToken(JsonToken.START_ARRAY);
  }

  /** For the root, which null cannot stand for. */
  void requireObject() throws IOException {
    require(JsonToken.START_OBJECT, "an object");
  }

  void object(Field field) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_NULL)) {
      return;
    }
    require(JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      field.read(name);
      // A reader that wanted the value stands at its end by now; skipping then does nothing.
      parser.skipChildren();
    }
  }

  void array(Item item) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_NULL)) {
      return;
    }
    require(JsonToken.START_ARRAY, "a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      item.read();
      parser.skipChildren();
    }
  }

  /** Reads the first item of the array it stands at, if any, and goes no further. */
  void firstItem(Item item) throws IOException {
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      item.read();
    }
  }

  /** Text; empty for null. */
  String text() throws IOException {
    if (parser.hasToken(JsonToken.VALUE_NULL)) {
      return "";
    }
    require(JsonToken.VALUE_STRING, "text");
    return parser.getText();
  }

  List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    array(() -> texts.add(text()));
    return texts;
  }

  /** A whole number; 0 for null. */
  long number() throws IOException {
    if (parser.hasToken(JsonToken.VALUE_NULL)) {
      return 0;
    }
    if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw invalid("is not a whole number");
    }
    return parser.getLongValue();
  }

  /** How many of something; 0 for null. */
  long count() throws IOException {
    long number = number();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw invalid("is no count");
    }
    return number;
  }

  /** True or false; false for null. */
  boolean flag() throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_NULL) && !parser.currentToken().isBoolean()) {
      throw invalid("is not true or false");
    }
    return parser.hasToken(JsonToken.VALUE_TRUE);
  }

  boolean atText() {
    return parser.hasToken(JsonToken.VALUE_STRING);
  }

  /** Nothing may follow the one value of a report. */
  void end() throws IOException {
    if (parser.nextToken() != null) {
      throw invalid("is followed by a second value");
    }
  }

  Tree.Mark mark() {
    JsonLocation at = parser.currentTokenLocation();
    return new Tree.Mark(at.getLineNr(), at.getColumnNr());
  }

  InvalidScanException invalid(String what) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    String shown = pointer.isEmpty() ? "the report" : "`" + printable(pointer) + "`";
    return new InvalidScanException(shown + " " + what, mark().line(), mark().column());
  }

  private void require(JsonToken token, String name) throws IOException {
    if (!parser.hasToken(token)) {
      throw invalid("is not " + name);
    }
  }

  private static String printable(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
  }
}
