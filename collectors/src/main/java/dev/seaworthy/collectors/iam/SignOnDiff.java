package dev.seaworthy.collectors.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What differs between two states of a client, or of what holds for all clients. */
final class SignOnDiff {
  private static final String NAME = "name";

  /** What each part of a client is about; parts that are not named do not count. */
  private static final Map<String, String> CLIENT =
      Map.ofEntries(
          Map.entry("access", "authentication"),
          Map.entry("addresses", "address"),
          Map.entry("authentication", "authentication"),
          Map.entry("consent", "consent"),
          Map.entry("enabled", "client"),
          Map.entry("flows", "flow"),
          Map.entry("lifetimes", "lifetime"),
          Map.entry("mappers", "mapper"),
          Map.entry("pkce", "authentication"),
          Map.entry("postLogoutRedirectUris", "redirect-uri"),
          Map.entry("protocol", "client"),
          Map.entry("redirectUris", "redirect-uri"),
          Map.entry("scopes", "scope"),
          Map.entry("secondFactor", "second-factor"),
          Map.entry("signing", "signing"),
          Map.entry("webOrigins", "redirect-uri"));

  private static final Map<String, String> REALM =
      Map.ofEntries(
          Map.entry("access", "realm"),
          Map.entry("identityProviders", "provider"),
          Map.entry("keys", "key"),
          Map.entry("lifetimes", "lifetime"),
          Map.entry("lockOut", "lock-out"),
          Map.entry("login", "login"),
          Map.entry("passwords", "password"),
          Map.entry("scopes", "scope"),
          Map.entry("secondFactor", "second-factor"),
          Map.entry("tokens", "lifetime"),
          Map.entry("userFederation", "provider"));

  private final String client;
  private final Map<String, String> aspects;
  private final List<Map<String, Object>> changes = new ArrayList<>();

  private SignOnDiff(String client, Map<String, String> aspects) {
    this.client = client;
    this.aspects = aspects;
  }

  static List<Map<String, Object>> ofClient(String client, JsonNode before, JsonNode after) {
    return new SignOnDiff(client, CLIENT).compared(before, after);
  }

  static List<Map<String, Object>> ofRealm(JsonNode before, JsonNode after) {
    return new SignOnDiff("realm", REALM).compared(before, after);
  }

  /** A client that only one of the states has. */
  static Map<String, Object> ofWhole(String client, boolean added) {
    List<String> there = List.of("present");
    return change(client, "client", "client", added ? List.of() : there, added ? there : List.of());
  }

  private List<Map<String, Object>> compared(JsonNode before, JsonNode after) {
    for (String part : keys(before, after)) {
      if (aspects.containsKey(part)) {
        compare(part, before.path(part), after.path(part));
      }
    }
    return changes;
  }

  private void compare(String path, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() || after.isObject()) {
      JsonNode empty = JsonNodeFactory.instance.objectNode();
      JsonNode one = before.isObject() ? before : empty;
      JsonNode other = after.isObject() ? after : empty;
      keys(one, other).forEach(key -> compare(path + "." + key, one.path(key), other.path(key)));
    } else if (isNamed(before) || isNamed(after)) {
      compareNamed(path, byName(before), byName(after));
    } else {
      compareValues(path, values(before), values(after));
    }
  }

  private void compareNamed(
      String path, Map<String, JsonNode> before, Map<String, JsonNode> after) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      String own = path + "[" + name + "]";
      JsonNode one = before.get(name);
      JsonNode other = after.get(name);
      if (one != null && other != null) {
        compare(own, one, other);
      } else {
        List<String> there = List.of("present");
        add(own, one == null ? List.of() : there, other == null ? List.of() : there);
      }
    }
  }

  /** Only what differs is told; steps of a flow in another order are another flow. */
  private void compareValues(String path, Set<String> before, Set<String> after) {
    if (!before.equals(after)) {
      add(path, without(before, after), without(after, before));
    } else if (path.endsWith("Steps")) {
      add(path, List.copyOf(before), List.copyOf(after));
    }
  }

  private void add(String path, List<String> before, List<String> after) {
    changes.add(change(client, aspect(path), path, before, after));
  }

  private String aspect(String path) {
    if (path.endsWith(".defaultSignatureAlgorithm")) {
      return "signing";
    }
    if (path.contains(".mappers")) {
      return "mapper";
    }
    int end = 0;
    while (end < path.length() && ".[".indexOf(path.charAt(end)) < 0) {
      end++;
    }
    return aspects.getOrDefault(path.substring(0, end), "client");
  }

  private static Map<String, Object> change(
      String client, String aspect, String field, List<String> before, List<String> after) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("client", client);
    change.put("aspect", aspect);
    change.put("field", field);
    change.put("before", before);
    change.put("after", after);
    return change;
  }

  private static Set<String> keys(JsonNode one, JsonNode other) {
    Set<String> keys = new TreeSet<>();
    one.fieldNames().forEachRemaining(keys::add);
    other.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static boolean isNamed(JsonNode list) {
    return list.isArray() && list.size() > 0 && list.get(0).hasNonNull(NAME);
  }

  private static Map<String, JsonNode> byName(JsonNode list) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    list.forEach(one -> named.put(one.path(NAME).asText(), one));
    return named;
  }

  private static Set<String> values(JsonNode value) {
    Set<String> values = new LinkedHashSet<>();
    if (value.isArray()) {
      value.forEach(one -> values.add(one.asText()));
    } else if (!value.isMissingNode() && !value.asText().isEmpty()) {
      values.add(value.asText());
    }
    return values;
  }

  private static List<String> without(Set<String> some, Set<String> others) {
    return some.stream().filter(one -> !others.contains(one)).toList();
  }
}
