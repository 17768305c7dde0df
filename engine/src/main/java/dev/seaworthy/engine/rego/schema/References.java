package dev.seaworthy.engine.rego.schema;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the parts of a schema are that other parts refer to. */
final class References {
  /** Their members are schemas, whatever their names. */
  private static final Set<String> MAPS = Set.of("properties", "dependencies", "patternProperties");

  private final Map<String, Value> byAddress = new HashMap<>();

  /** The address each reference leads to, by the object that holds it. */
  private final IdentityHashMap<Value, String> targets = new IdentityHashMap<>();

  References(Value root) {
    byAddress.put("", root);
    collect(root, "");
  }

  private void collect(Value value, String base) {
    if (value instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        collect(array.at(i), base);
      }
    } else if (value instanceof ObjectValue object) {
      collect(object, base);
    }
  }

  private void collect(ObjectValue object, String base) {
    String local = base;
    if (object.get(object.get("id") != null ? "id" : "$id") instanceof StringValue id) {
      local = resolve(base, id.text());
      if (!local.isEmpty() && byAddress.putIfAbsent(local, object) != null) {
        throw RegoException.failed("Reference already exists: \"%s\"".formatted(local));
      }
    }
    if (object.get("$ref") instanceof StringValue reference) {
      targets.put(object, resolve(local, reference.text()));
    }
    for (int i = 0; i < object.size(); i++) {
      String key = object.keyAt(i) instanceof StringValue text ? text.text() : "";
      if (MAPS.contains(key) && object.valueAt(i) instanceof ObjectValue members) {
        for (int j = 0; j < members.size(); j++) {
          collect(members.valueAt(j), local);
        }
      } else if (!key.equals("const") && !key.equals("enum")) {
        collect(object.valueAt(i), local);
      }
    }
  }

  private static String resolve(String base, String reference) {
    int hash = base.indexOf('#');
    String document = hash < 0 ? base : base.substring(0, hash);
    String trimmed =
        reference.endsWith("#") ? reference.substring(0, reference.length() - 1) : reference;
    if (trimmed.isEmpty() || trimmed.startsWith("#")) {
      return document + trimmed;
    }
    try {
      return document.isEmpty()
          ? rooted(trimmed)
          : URI.create(document).resolve(trimmed).toString();
    } catch (IllegalArgumentException e) {
      return trimmed;
    }
  }

  /** An address without a document to begin from: OPA begins at the root. */
  private static String rooted(String address) {
    boolean isWhole = address.startsWith("/") || address.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    return isWhole ? address : "/" + address;
  }

  /** Where an object's {@code $ref} leads to; null if it has none. */
  @Nullable String target(ObjectValue object) {
    return targets.get(object);
  }

  /**
   * What is at an address.
   *
   * @throws RegoException if that is nothing, or somewhere else
   */
  Value at(String address) {
    Value named = byAddress.get(address);
    if (named != null) {
      return named;
    }
    int hash = address.indexOf('#');
    String document = hash < 0 ? address : address.substring(0, hash);
    Value found = byAddress.get(document);
    if (found == null) {
      throw RegoException.failed(
          address.indexOf("://") < 0
              ? "Reference %s must be canonical".formatted(address)
              : "remote reference loading disabled: " + address);
    }
    return hash < 0 ? found : within(found, address.substring(hash + 1));
  }

  private static Value within(Value document, String pointer) {
    if (pointer.isEmpty()) {
      return document;
    }
    if (!pointer.startsWith("/")) {
      throw RegoException.failed("JSON pointer must be empty or start with a \"/\"");
    }
    Value value = document;
    for (String escaped : List.of(pointer.substring(1).split("/", -1))) {
      String key = unescape(escaped).replace("~1", "/").replace("~0", "~");
      Value next = value instanceof ArrayValue array ? element(array, key) : member(value, key);
      if (next == null) {
        throw RegoException.failed("Object has no key '%s'".formatted(key));
      }
      value = next;
    }
    return value;
  }

  private static String unescape(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static @Nullable Value member(Value value, String key) {
    return value instanceof ObjectValue object ? object.get(key) : null;
  }

  private static @Nullable Value element(ArrayValue array, String key) {
    boolean isIndex = key.matches("[0-9]{1,9}");
    int index = isIndex ? Integer.parseInt(key) : array.size();
    return index < array.size() ? array.at(index) : null;
  }
}
