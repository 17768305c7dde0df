package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.JsonPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One right or one denial, in the words that all systems share. */
final class Grant {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /**
   * A grant without condition; what it covers is added.
   *
   * @param effect {@code allow} or {@code deny}
   * @param scope {@code cluster}, {@code namespace:<name>}, {@code account} or {@code database}
   */
  Grant(String effect, String scope) {
    fields.put("effect", effect);
    fields.put("scope", scope);
    fields.put("conditional", false);
    fields.put("actions", List.of());
    fields.put("resources", List.of());
  }

  Grant actions(List<String> actions) {
    return with("actions", actions);
  }

  Grant resources(List<String> resources) {
    return with("resources", resources);
  }

  /** A list that only some systems have, such as {@code notActions}; left out when empty. */
  Grant list(String key, List<String> values) {
    return values.isEmpty() ? this : with(key, values);
  }

  Grant conditional(boolean conditional) {
    return with("conditional", conditional);
  }

  /** What grants it: the role, the policy, the access row. */
  Grant origin(Map<String, String> origin) {
    return with("origin", origin);
  }

  /** What ties the origin to the principal: the binding, the group. */
  Grant via(Map<String, String> via) {
    return with("via", via);
  }

  /** Where it stands, which may be another file than the principal's own. */
  Grant at(JsonPath path, Location source) {
    return with("path", path.steps()).with("source", source.toTree());
  }

  Grant copy() {
    Grant copy = new Grant("", "");
    copy.fields.putAll(fields);
    return copy;
  }

  Grant with(String key, Object value) {
    fields.put(key, value);
    return this;
  }

  Map<String, Object> toTree() {
    return Map.copyOf(fields);
  }
}
