package dev.seaworthy.collectors.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trees that come back from evidence. */
public final class Trees {
  private Trees() {}

  /**
   * The mapping under {@code key} of {@code content}.
   *
   * @param locations begin at that mapping
   */
  public static Tree.Mapping mappingIn(CanonicalJson content, String key, Locations locations) {
    JsonNode node = content.node().path(key);
    if (!node.isObject()) {
      throw new IllegalArgumentException("the content has no object under `" + key + "`");
    }
    return mapping(node, JsonPath.ROOT, locations);
  }

  private static Tree tree(JsonNode node, JsonPath path, Locations locations) {
    if (node.isObject()) {
      return mapping(node, path, locations);
    }
    if (node.isArray()) {
      List<Tree> items = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        items.add(tree(node.get(i), path.then(i), locations));
      }
      return new Tree.Sequence(mark(path, locations), items);
    }
    return new Tree.Scalar(mark(path, locations), scalar(node));
  }

  private static Tree.Mapping mapping(JsonNode node, JsonPath path, Locations locations) {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonPath inner = path.then(field.getKey());
      Tree value = tree(field.getValue(), inner, locations);
      entries.put(field.getKey(), new Tree.Entry(mark(inner, locations), value));
    }
    return new Tree.Mapping(mark(path, locations), entries);
  }

  private static Object scalar(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }
    return node.isNull() ? CanonicalJson.NULL : (Object) node.doubleValue();
  }

  private static Tree.Mark mark(JsonPath path, Locations locations) {
    Location at = locations.locate(path);
    return new Tree.Mark(at.line(), at.column());
  }
}
