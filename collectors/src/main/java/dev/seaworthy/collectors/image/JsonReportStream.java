package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/** Walks over JSON text of any size. */
final class JsonReportStream extends ReportStream implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(StrictJson.MAX_DEPTH)
                  .maxNameLength(ShortStrings.MAX_BYTES)
                  .maxStringLength(2 * ShortStrings.MAX_BYTES)
                  .build())
          .build();

  private final JsonParser parser;

  private JsonReportStream(JsonParser parser, ScanFaults faults) {
    super(faults);
    this.parser = parser;
  }

  /** A stream that stands at the first token of {@code in}. */
  static JsonReportStream open(InputStream in, ScanFaults faults) throws IOException {
    JsonReportStream stream =
        new JsonReportStream(FACTORY.createParser(new ShortStrings(in)), faults);
    stream.parser.nextToken();
    return stream;
  }

  @Override
  boolean atArray() {
    return parser.hasToken(JsonToken.START_ARRAY);
  }

  @Override
  boolean atObject() {
    return parser.hasToken(JsonToken.START_OBJECT);
  }

  @Override
  boolean atText() {
    return parser.hasToken(JsonToken.VALUE_STRING);
  }

  @Override
  boolean atNull() {
    return parser.hasToken(JsonToken.VALUE_NULL);
  }

  /** Moves to the value after the root; false at the end. */
  boolean next() throws IOException {
    return parser.nextToken() != null;
  }

  @Override
  Tree.Mark mark() {
    JsonLocation at = parser.currentTokenLocation();
    return new Tree.Mark(at.getLineNr(), at.getColumnNr());
  }

  @Override
  String pointer() {
    return parser.getParsingContext().pathAsPointer().toString();
  }

  @Override
  protected void fields(Field field) throws IOException {
    Set<String> names = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      boolean first = names.add(name);
      if (!first) {
        faults().add(invalid("stands there twice; the first counts"));
      }
      parser.nextToken();
      if (first) {
        field.read(name);
      }
      // A reader that wanted the value stands at its end by now; skipping then does nothing.
      parser.skipChildren();
    }
  }

  @Override
  protected void items(Item item) throws IOException {
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

  @Override
  protected String textValue() throws IOException {
    return parser.getText();
  }

  @Override
  protected Object plainValue() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      default -> "";
    };
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
