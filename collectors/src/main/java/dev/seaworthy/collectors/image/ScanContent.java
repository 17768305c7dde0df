package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Evidence;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;

/** Reads the evidence of a scan bit by bit: as a whole it may be a million entries. */
final class ScanContent {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What a scan says of itself, without what it found. */
  private static final Set<String> HEAD = Set.of("image", "platform", "scanner", "scannedAt");

  private static final String LAST_OF_HEAD = "scanner";

  /** Takes one item of a list. */
  @FunctionalInterface
  interface Item {
    void read(int index, JsonNode item);
  }

  /** Takes or skips the value of one field; whether further ones are wanted. */
  @FunctionalInterface
  private interface Field {
    boolean read(String name, JsonParser parser) throws IOException;
  }

  private ScanContent() {}

  /** Keys are sorted, so that what was found need not be read behind them. */
  static JsonNode head(Evidence scan) {
    ObjectNode head = MAPPER.createObjectNode();
    fields(
        scan,
        (name, parser) -> {
          if (HEAD.contains(name)) {
            head.set(name, MAPPER.readTree(parser));
          } else {
            parser.skipChildren();
          }
          return name.compareTo(LAST_OF_HEAD) < 0;
        });
    return head;
  }

  /** All of it but one list. */
  static ObjectNode without(String list, Evidence scan) {
    ObjectNode rest = MAPPER.createObjectNode();
    fields(
        scan,
        (name, parser) -> {
          if (name.equals(list)) {
            parser.skipChildren();
          } else {
            rest.set(name, MAPPER.readTree(parser));
          }
          return true;
        });
    return rest;
  }

  /** The items of one list, each by itself. */
  static void each(String list, Evidence scan, Item item) {
    fields(
        scan,
        (name, parser) -> {
          if (!name.equals(list) || !parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return true;
          }
          int index = 0;
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            item.read(index++, MAPPER.readTree(parser));
          }
          return false;
        });
  }

  /** The items of one list, read one by one each time they are asked for. */
  static Iterable<Object> items(String list, Evidence scan) {
    return () -> {
      try {
        JsonParser parser = scan.content().parser();
        parser.nextToken();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          boolean begins = parser.nextToken() == JsonToken.START_ARRAY;
          if (begins && name.equals(list)) {
            parser.nextToken();
            return MAPPER.readerFor(JsonNode.class).readValues(parser);
          }
          parser.skipChildren();
        }
        return Collections.emptyIterator();
      } catch (IOException e) {
        throw new IllegalStateException("canonical bytes are well-formed", e);
      }
    };
  }

  private static void fields(Evidence scan, Field field) {
    try (JsonParser parser = scan.content().parser()) {
      parser.nextToken();
      boolean goesOn = true;
      for (String name = parser.nextFieldName();
          goesOn && name != null;
          name = parser.nextFieldName()) {
        parser.nextToken();
        goesOn = field.read(name, parser);
      }
    } catch (IOException e) {
      throw new IllegalStateException("canonical bytes are well-formed", e);
    }
  }
}
