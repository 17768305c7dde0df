package dev.seaworthy.collectors.concealment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/**
 * Conceals the secrets of a value tree: of objects of Kubernetes by the names of their fields, and
 * of each string by what it looks like. Keys and order stay.
 */
final class SecretTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The parts of a private key of JSON Web Keys. */
  private static final Set<String> OF_PRIVATE_JWK =
      Set.of("d", "p", "q", "dp", "dq", "qi", "k", "oth");

  private static final Set<String> REGISTRY_LOGIN = Set.of("auth", "password", "identitytoken");

  private final SecretText text;
  private final StringValues values;

  SecretTree(SecretText text) {
    this.text = text;
    this.values = new StringValues(text);
  }

  JsonNode concealed(JsonNode tree) {
    return text.isTooDeep() ? tree : concealed("", tree, Surrounding.FIELD);
  }

  private JsonNode concealed(String name, JsonNode node, Surrounding where) {
    if (node.isTextual()) {
      return text(name, node, where);
    }
    if (node.isObject()) {
      return object(name, (ObjectNode) node, where);
    }
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      node.forEach(child -> array.add(concealed(name, child, where)));
      return array;
    }
    return node.isIntegralNumber() && where.tellsNumber(name, node.longValue())
        ? TextNode.valueOf(Mark.TEXT)
        : node;
  }

  private JsonNode text(String name, JsonNode node, Surrounding where) {
    String before = node.textValue();
    String after = values.concealed(name, before, where);
    return after.equals(before) ? node : TextNode.valueOf(after);
  }

  private JsonNode object(String name, ObjectNode object, Surrounding where) {
    if (object.path("redacted").asText().startsWith("sha256-hmac:")) {
      return object;
    }
    Surrounding here = where.in(object);
    String pair = where.namesPairs() ? object.path("name").asText("") : "";
    ObjectNode concealed = NODES.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String key = field.getKey();
      JsonNode value = field.getValue();
      Surrounding below = below(name, object, key, here);
      String known = key.equals("value") && !pair.isEmpty() ? pair : key;
      concealed.set(keyOf(key, concealed), ofField(name, known, value, below));
    }
    return CommandLine.concealed(concealed);
  }

  private JsonNode ofField(String parent, String key, JsonNode value, Surrounding below) {
    if (key.equals("users") && (parent.equals("basicAuth") || parent.equals("digestAuth"))) {
      return PasswordFile.concealed(value, parent.equals("basicAuth"));
    }
    if (key.equals("literals") && parent.equals("secretGenerator")) {
      return PasswordFile.literals(value);
    }
    return concealed(key, value, below);
  }

  private static Surrounding below(String name, ObjectNode object, String key, Surrounding here) {
    boolean jwk = object.path("kty").isTextual() && OF_PRIVATE_JWK.contains(key);
    boolean login =
        REGISTRY_LOGIN.contains(key) && object.get(key).isTextual() && name.contains(".");
    return jwk || (login && object.size() <= 5 && object.has("auth"))
        ? Surrounding.SECRET
        : here.below(key, object.path("kind").asText(""));
  }

  /** A key can be an address with its password. */
  private String keyOf(String key, ObjectNode concealed) {
    String without = text.byShape(key);
    if (without.equals(key)) {
      return key;
    }
    String other = without;
    for (int i = 2; concealed.has(other); i++) {
      other = without + "-" + i;
    }
    return other;
  }
}
