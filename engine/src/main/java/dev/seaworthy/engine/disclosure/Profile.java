package dev.seaworthy.engine.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is commonly hidden, told by the names of keys and by what values look like. */
public enum Profile {
  /** Passwords, tokens, private keys, connection strings. */
  SECRETS(SecretShapes.KEY, SecretShapes.VALUE),
  /** Names, user names, mail addresses and telephone numbers of people. */
  PERSONAL(
      pattern(
          "e-?mails?|mail|phone|telephone|mobile|first_?name|last_?name|full_?name|display_?name"
              + "|given_?name|family_?name|user_?names?|users?|login|owner|author|maintainer"
              + "|birth_?date|iban|street|postal_?code"),
      pattern(
          "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+|(?<!\\w)\\+[0-9][0-9 ()/-]{7,18}")),
  /** Addresses of networks and machines, in values and in URLs. */
  NETWORK(
      pattern(
          ".*ips?|.*cidrs?|hosts?|host_?names?|.*address(?:es)?|endpoints?|server|domain"
              + "|sni|dns_?names?"),
      pattern(
          "(?<![\\w.])(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?![\\w.])"
              + "|(?<![\\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\\w:])"
              + "|(?<![\\w:])[0-9a-f:]*[0-9a-f]::[0-9a-f:]*(?![\\w:])"
              + "|(?<![\\w:])::[0-9a-f]+(?![\\w:])"
              + "|(?<![\\w:])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\\w:-])"
              + "|[a-z][a-z0-9+.-]*://[^\\s/]+"));

  private final Pattern keys;
  private final Pattern values;

  Profile(Pattern keys, Pattern values) {
    this.keys = keys;
    this.values = values;
  }

  /** Its name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The profile of that name. */
  public static Optional<Profile> find(String id) {
    return Stream.of(values()).filter(one -> one.id().equals(id)).findFirst();
  }

  /** Gives the pointers of what is to be hidden at {@code pointer} and below. */
  public void choose(String pointer, JsonNode node, Consumer<String> chosen) {
    choose(pointer, "", node, chosen);
  }

  private void choose(String pointer, String key, JsonNode node, Consumer<String> chosen) {
    if (node.isObject()) {
      inObject(pointer, node, chosen);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        choose(pointer + "/" + i, key, node.get(i), chosen);
      }
    } else if (node.isTextual() && !node.textValue().isEmpty()) {
      if (values.matcher(node.textValue()).find() || keys.matcher(key).matches()) {
        chosen.accept(pointer);
      }
    }
  }

  private void inObject(String pointer, JsonNode node, Consumer<String> chosen) {
    // A key cannot be hidden alone.
    if (node.propertyStream().anyMatch(field -> values.matcher(field.getKey()).find())) {
      chosen.accept(pointer);
      return;
    }
    String name = node.path("name").asText();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      // `{name: DB_PASSWORD, value: …}` is how containers are given their environment.
      String key = field.getKey().equals("value") && !name.isEmpty() ? name : field.getKey();
      choose(Pointers.child(pointer, field.getKey()), key, field.getValue(), chosen);
    }
  }

  private static Pattern pattern(String expression) {
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
  }
}
