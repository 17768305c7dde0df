package dev.seaworthy.engine.policy.framework;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads a framework's file strictly. */
public final class FrameworkReader {
  private static final Set<String> KEYS =
      Set.of("schema", "name", "title", "version", "date", "source", "scope", "requirements");
  private static final Set<String> REQUIREMENT_KEYS =
      Set.of("id", "about", "provedBy", "supportedBy", "notYet", "missing");

  private final String file;

  private FrameworkReader(String file) {
    this.file = file;
  }

  /**
   * Reads.
   *
   * @param file how to name the file to people
   * @throws PolicyException if it is no framework
   */
  public static Framework read(byte[] bytes, String file) throws PolicyException {
    try {
      return new FrameworkReader(file).framework(StrictJson.parse(bytes));
    } catch (NotCanonicalException | IllegalArgumentException e) {
      throw new FrameworkReader(file).wrong(Objects.requireNonNullElse(e.getMessage(), "no JSON"));
    }
  }

  private Framework framework(JsonNode node) throws PolicyException {
    requireKeys(node, KEYS, "it");
    if (!text(node, "schema", "it").equals(Framework.SCHEMA)) {
      throw wrong("its `schema` is not `%s`".formatted(Framework.SCHEMA));
    }
    List<Requirement> requirements = new ArrayList<>();
    for (JsonNode one : node.path("requirements")) {
      requirements.add(requirement(one, "requirement " + (requirements.size() + 1)));
    }
    if (requirements.isEmpty()) {
      throw wrong("it has no `requirements`");
    }
    return new Framework(
        text(node, "name", "it"),
        text(node, "title", "it"),
        text(node, "version", "it"),
        text(node, "date", "it"),
        text(node, "source", "it"),
        text(node, "scope", "it"),
        requirements);
  }

  private Requirement requirement(JsonNode node, String where) throws PolicyException {
    requireKeys(node, REQUIREMENT_KEYS, where);
    return new Requirement(
        text(node, "id", where),
        text(node, "about", where),
        texts(node, "provedBy", where),
        texts(node, "supportedBy", where),
        texts(node, "notYet", where),
        node.has("missing") ? text(node, "missing", where) : "");
  }

  private String text(JsonNode node, String key, String where) throws PolicyException {
    JsonNode value = node.path(key);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong("%s has no `%s` that is text".formatted(where, key));
    }
    return value.textValue();
  }

  private List<String> texts(JsonNode node, String key, String where) throws PolicyException {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : node.path(key)) {
      if (!item.isTextual() || item.textValue().isBlank() || texts.contains(item.textValue())) {
        throw wrong(
            "%s has a `%s` that is not a list of controls, each once".formatted(where, key));
      }
      texts.add(item.textValue());
    }
    if (node.has(key) && !node.path(key).isArray()) {
      throw wrong("%s has a `%s` that is not a list of controls".formatted(where, key));
    }
    return texts;
  }

  private void requireKeys(JsonNode node, Set<String> known, String where) throws PolicyException {
    if (!node.isObject()) {
      throw wrong(where + " is not an object");
    }
    for (var keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!known.contains(key)) {
        throw wrong(
            "%s has an unknown key `%s`%s"
                .formatted(where, key, Suggestions.didYouMean(key, known)));
      }
    }
  }

  private PolicyException wrong(String what) {
    return new PolicyException(
        "FRAMEWORK_INVALID",
        "`%s` is no framework: %s".formatted(file, what),
        "write it as docs/reference/frameworks.md says");
  }
}
