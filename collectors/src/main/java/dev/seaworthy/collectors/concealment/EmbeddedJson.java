package dev.seaworthy.collectors.concealment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Conceals the secrets of JSON that is the whole of a text, such as a last applied manifest. The
 * text keeps its lines, its spaces and its order: controls read it line by line.
 */
final class EmbeddedJson {
  private static final int LONGEST = 2_000_000;
  private static final JsonFactory FACTORY = new JsonFactory();

  private EmbeddedJson() {}

  /** The text itself where it holds no secret, or is no JSON. */
  static String concealed(String text, SecretText reader) {
    if (text.length() > LONGEST || !isBraced(text)) {
      return text;
    }
    try {
      JsonNode tree = CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8)).node();
      Map<String, String> replaced = Replaced.in(tree, reader.within());
      return replaced.isEmpty() ? text : replaced(text, replaced);
    } catch (NotCanonicalException e) {
      return text;
    } catch (IOException e) {
      throw new IllegalStateException("the text was read before", e);
    }
  }

  private static boolean isBraced(String text) {
    int first = 0;
    int last = text.length() - 1;
    while (first < last && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    while (last > first && Character.isWhitespace(text.charAt(last))) {
      last--;
    }
    int brace = first < last ? "{[".indexOf(text.charAt(first)) : -1;
    return brace >= 0 && text.charAt(last) == "}]".charAt(brace);
  }

  /** A string that is a secret at one place is one at each. */
  private static String replaced(String text, Map<String, String> replaced) throws IOException {
    StringBuilder without = new StringBuilder();
    int done = 0;
    try (JsonParser parser = FACTORY.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          int start = (int) parser.currentTokenLocation().getCharOffset();
          String other = replaced.get(parser.getText());
          if (other != null) {
            without.append(text, done, start).append(CanonicalJson.of(other));
            done = (int) parser.currentLocation().getCharOffset();
          }
        }
      }
    }
    return without.append(text, done, text.length()).toString();
  }
}
