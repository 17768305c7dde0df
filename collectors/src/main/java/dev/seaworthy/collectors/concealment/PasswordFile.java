package dev.seaworthy.collectors.concealment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Conceals what stands behind the user in lines that give each user a password. */
final class PasswordFile {
  private PasswordFile() {}

  /**
   * @param basic whether the password, or its hash, follows the first colon; else the last
   */
  static JsonNode concealed(JsonNode users, boolean basic) {
    return each(users, line -> behind(line, basic ? line.indexOf(':') : line.lastIndexOf(':')));
  }

  /** Each {@code name=value} of which a Secret is made. */
  static JsonNode literals(JsonNode literals) {
    return each(literals, line -> behind(line, line.indexOf('=')));
  }

  private static JsonNode each(JsonNode node, UnaryOperator<String> line) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(child -> array.add(each(child, line)));
      return array;
    }
    if (!node.isTextual()) {
      return node;
    }
    String text = node.textValue();
    String without = text.lines().map(line).collect(Collectors.joining("\n"));
    return TextNode.valueOf(text.endsWith("\n") ? without + "\n" : without);
  }

  /** A reference is no password; a hash begins as one. */
  private static String behind(String line, int separator) {
    String secret = line.substring(separator + 1);
    boolean hash = secret.startsWith("$") && secret.indexOf('$', 1) > 0;
    return separator > 0 && (hash || Literals.isLiteral(secret))
        ? line.substring(0, separator + 1) + Mark.TEXT
        : line;
  }
}
