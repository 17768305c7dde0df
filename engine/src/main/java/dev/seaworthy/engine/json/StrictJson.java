package dev.seaworthy.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON (RFC 8259) and refuses what readers disagree about: duplicate keys, trailing text,
 * bytes that are not UTF-8, depth beyond {@value #MAX_DEPTH}.
 */
public final class StrictJson {
  /** No honest document is deeper; recursive readers elsewhere overflow at some thousands. */
  public static final int MAX_DEPTH = 500;

  private static final int MAX_STRING_CHARS = 64 << 20;

  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxStringLength(MAX_STRING_CHARS)
          .build();
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(CONSTRAINTS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** For readers that notice duplicate keys themselves, or know that there are none. */
  private static final JsonFactory FAST =
      JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

  private StrictJson() {}

  /** The factory with the same limits, for readers that stream. */
  public static JsonFactory factory() {
    return FACTORY;
  }

  /**
   * A parser of JSON text with the same limits, for readers that notice duplicate keys themselves.
   *
   * @throws NotCanonicalException if {@code bytes} are not UTF-8
   */
  public static JsonParser parser(byte[] bytes) {
    requireUtf8(bytes);
    return fastParser(bytes);
  }

  /**
   * A parser of JSON text with the same limits, which refuses duplicate keys as it meets them.
   *
   * @throws NotCanonicalException if {@code bytes} are not UTF-8
   */
  public static JsonParser strictParser(byte[] bytes) {
    requireUtf8(bytes);
    return parser(FACTORY, bytes);
  }

  /** A parser of text that was checked before. */
  static JsonParser fastParser(byte[] bytes) {
    return parser(FAST, bytes);
  }

  private static JsonParser parser(JsonFactory factory, byte[] bytes) {
    try {
      return factory.createParser(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  /**
   * Reads one JSON value.
   *
   * @throws NotCanonicalException if {@code bytes} are not one strict JSON value; tells where
   */
  public static JsonNode parse(byte[] bytes) {
    try (JsonParser parser = strictParser(bytes)) {
      if (parser.nextToken() == null) {
        throw new NotCanonicalException("there is no JSON value", 1, 1);
      }
      JsonNode node = TreeReader.read(parser);
      if (parser.nextToken() != null) {
        JsonLocation at = parser.currentTokenLocation();
        throw new NotCanonicalException(
            "not valid JSON: more text follows the value", at.getLineNr(), at.getColumnNr());
      }
      return node;
    } catch (JsonProcessingException e) {
      throw refused(e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  /** The reader's complaint as ours: without its class names and its excerpt of the source. */
  public static NotCanonicalException refused(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    int line = at == null ? 0 : at.getLineNr();
    int column = at == null ? 0 : at.getColumnNr();
    String first = e.getOriginalMessage().lines().findFirst().orElse("malformed");
    String own = first.replaceAll(", from `[A-Za-z.]+\\(\\)`", "");
    String message = own.replaceAll("`?[a-z]+(\\.[a-zA-Z]+){2,}\\S*`?", "the reader");
    return new NotCanonicalException(
        "not valid JSON: " + Character.toLowerCase(message.charAt(0)) + message.substring(1),
        line,
        column);
  }

  private static void requireUtf8(byte[] bytes) {
    if (isAscii(bytes)) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new NotCanonicalException("the text is not UTF-8");
    }
  }

  private static boolean isAscii(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long any = 0;
    int i = 0;
    for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
      any |= buffer.getLong(i);
    }
    for (; i < bytes.length; i++) {
      any |= bytes[i];
    }
    return (any & 0x8080_8080_8080_8080L) == 0;
  }
}
