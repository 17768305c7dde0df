package dev.seaworthy.collectors.concealment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Conceals the word behind an option that asks for a secret, be it in the same text, the next entry
 * of the list, or the first of {@code args} behind the last of {@code command}.
 */
final class CommandLine {
  private static final List<String> FIELDS = List.of("command", "args");
  private static final Set<String> LOGINS = Set.of("-u", "--user", "--proxy-user");
  private static final String SPACES = " \t\r\n";

  private String option = "";

  private CommandLine() {}

  static ObjectNode concealed(ObjectNode object) {
    CommandLine line = new CommandLine();
    for (String field : FIELDS) {
      JsonNode words = object.path(field);
      if (words.isArray()) {
        ArrayNode without = JsonNodeFactory.instance.arrayNode();
        words.forEach(
            word -> without.add(word.isTextual() ? text(line.entry(word.textValue())) : word));
        object.set(field, without);
      }
    }
    return object;
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }

  private String entry(String entry) {
    StringBuilder without = new StringBuilder();
    int at = 0;
    while (at < entry.length()) {
      int start = at;
      while (at < entry.length() && SPACES.indexOf(entry.charAt(at)) >= 0) {
        at++;
      }
      without.append(entry, start, at);
      int end = at < entry.length() ? endOfWord(entry, at) : at;
      if (end > at) {
        without.append(word(entry.substring(at, end)));
      }
      at = end;
    }
    return without.toString();
  }

  /** The value of an option goes on to its closing quote, or is all of an entry. */
  private int endOfWord(String entry, int start) {
    char first = entry.charAt(start);
    if (!option.isEmpty() && (first == '"' || first == '\'')) {
      int closing = entry.indexOf(first, start + 1);
      if (closing > 0) {
        return closing + 1;
      }
    }
    int end = start;
    while (end < entry.length() && SPACES.indexOf(entry.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private String word(String word) {
    String asked = option;
    option = word.startsWith("-") && !word.contains("=") && asks(word) ? word : "";
    if (asked.isEmpty() || word.startsWith("-") || Mark.isIn(word)) {
      return word;
    }
    if (LOGINS.contains(asked)) {
      int colon = word.indexOf(':');
      boolean numbers = word.chars().allMatch(c -> c == ':' || (c >= '0' && c <= '9'));
      return colon > 0 && !numbers ? word.substring(0, colon + 1) + Mark.TEXT : word;
    }
    String plain = Literals.trim(word, "\"'");
    return Literals.isLiteral(word) ? word.replace(plain, Mark.TEXT) : word;
  }

  private static boolean asks(String word) {
    return LOGINS.contains(word) || (SecretText.mayTell(word) && SecretNames.isSecret(word));
  }
}
