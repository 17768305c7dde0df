package dev.seaworthy.admission.cel;

import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a control's rule as a CEL expression; {@code {name}} becomes the value's. */
final class CelMessage {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)\\}");
  private static final Pattern PLACE_IN_WORDS = Pattern.compile("`?\\{[A-Za-z_][A-Za-z0-9_]*\\}`?");
  private static final Pattern LITERAL = Pattern.compile("\"([^\"\\\\]*)\"");

  private final List<String> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private CelMessage() {}

  /**
   * An expression of a text.
   *
   * @param values CEL expressions by name
   * @throws IllegalStateException if the template names what has no value
   */
  static String of(String template, Map<String, String> values) {
    CelMessage message = new CelMessage();
    Matcher places = PLACE.matcher(template);
    int at = 0;
    while (places.find()) {
      message.text.append(template, at, places.start());
      String value = values.get(places.group(1));
      if (value == null) {
        throw new IllegalStateException("nothing stands for %s".formatted(places.group()));
      }
      message.add(value);
      at = places.end();
    }
    message.text.append(template.substring(at));
    message.flush();
    return String.join(" + ", message.parts);
  }

  /** Words that are the same for all findings: what they name stands before them. */
  static String generally(String template) {
    return PLACE_IN_WORDS.matcher(template).replaceAll("it");
  }

  /** A literal of CEL, which has the escapes of JSON. */
  static String quoted(String text) {
    return CanonicalJson.of(text).toString();
  }

  private void add(String value) {
    Matcher literal = LITERAL.matcher(value);
    if (literal.matches()) {
      text.append(literal.group(1));
      return;
    }
    flush();
    parts.add(value.contains(" ") ? "(" + value + ")" : value);
  }

  private void flush() {
    if (!text.isEmpty()) {
      parts.add(quoted(text.toString()));
      text.setLength(0);
    }
  }
}
