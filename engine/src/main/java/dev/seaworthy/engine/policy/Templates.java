package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Renders the message and fix templates of controls: {@code {name}} becomes a finding's value. */
final class Templates {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

  private Templates() {}

  /** A place without a value stays as it is, so that the policy's mistake shows. */
  static String render(String template, JsonNode values) {
    Matcher places = PLACE.matcher(template);
    StringBuilder text = new StringBuilder();
    while (places.find()) {
      JsonNode value = values.get(places.group(1));
      String shown = value == null ? places.group() : text(value);
      places.appendReplacement(text, Matcher.quoteReplacement(shown));
    }
    return places.appendTail(text).toString();
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "))
        : value.asText();
  }
}
