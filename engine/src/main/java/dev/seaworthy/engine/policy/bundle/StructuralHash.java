package dev.seaworthy.engine.policy.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The digests that OPA's bundle signatures hold ("Signature Format" in OPA's bundle documentation).
 * JSON files are hashed by their structure, so that white space and key order do not matter: keys
 * in the order of their UTF-8 bytes, numbers as they are spelt, strings escaped as Go's encoder
 * does without HTML escaping. Other files are hashed by their bytes.
 */
final class StructuralHash {
  private static final Comparator<String> BY_UTF8 =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private StructuralHash() {}

  /**
   * The digest of one file of a bundle, in hexadecimal.
   *
   * @throws NotCanonicalException if a JSON file is not strict JSON
   */
  static String of(String name, byte[] content) {
    byte[] hashed = isStructured(name) ? structure(content) : content;
    return HexFormat.of().formatHex(Digest.sha256().digest(hashed));
  }

  private static boolean isStructured(String name) {
    String base = name.substring(name.lastIndexOf('/') + 1);
    return base.equals(BundleFiles.DATA) || base.equals(BundleFiles.MANIFEST);
  }

  private static byte[] structure(byte[] json) {
    StrictJson.parse(json);
    try (JsonParser parser = StrictJson.factory().createParser(json)) {
      parser.nextToken();
      return value(parser).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw StrictJson.refused(e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  private static String value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> string(parser.getText());
      default -> parser.getText();
    };
  }

  private static String object(JsonParser parser) throws IOException {
    TreeMap<String, String> members = new TreeMap<>(BY_UTF8);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      members.put(key, value(parser));
    }
    List<String> texts = new ArrayList<>();
    members.forEach((key, text) -> texts.add(string(key) + ":" + text));
    return "{" + String.join(",", texts) + "}";
  }

  private static String array(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts.add(value(parser));
    }
    return "[" + String.join(",", texts) + "]";
  }

  private static String string(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(point -> escape(point, out));
    return out.append('"').toString();
  }

  private static void escape(int point, StringBuilder out) {
    switch (point) {
      case '"', '\\' -> out.append('\\').append((char) point);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (point < 0x20 || point == 0x2028 || point == 0x2029) {
          out.append("\\u%04x".formatted(point));
        } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
          throw new NotCanonicalException("a string holds half of a surrogate pair");
        } else {
          out.appendCodePoint(point);
        }
      }
    }
  }
}
