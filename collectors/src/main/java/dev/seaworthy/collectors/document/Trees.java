package dev.seaworthy.collectors.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings trees back from evidence, with their marks. */
public final class Trees {
  private final @Nullable HashedLocations locations;

  private Trees(@Nullable HashedLocations locations) {
    this.locations = locations;
  }

  /**
   * The mapping under {@code key} of {@code content}.
   *
   * @param locations begin at that mapping; marks come back where {@link HashedLocations} hold them
   */
  public static Tree.Mapping mappingIn(CanonicalJson content, String key, Locations locations) {
    JsonNode node = content.node().path(key);
    if (!node.isObject()) {
      throw new IllegalArgumentException("the content has no object under `" + key + "`");
    }
    Trees trees = new Trees(locations instanceof HashedLocations hashed ? hashed : null);
    return trees.mapping(node, HashedLocations.SEED);
  }

  private Tree tree(JsonNode node, long path) {
    if (node.isObject()) {
      return mapping(node, path);
    }
    if (node.isArray()) {
      List<Tree> items = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        items.add(tree(node.get(i), HashedLocations.then(path, i)));
      }
      return new Tree.Sequence(mark(path), items);
    }
    return new Tree.Scalar(mark(path), scalar(node));
  }

  private Tree.Mapping mapping(JsonNode node, long path) {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      Tree value = tree(field.getValue(), HashedLocations.then(path, field.getKey()));
      // The mark of a path in a mapping is that of its key.
      entries.put(field.getKey(), new Tree.Entry(value.mark(), value));
    }
    return new Tree.Mapping(mark(path), entries);
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

  private Tree.Mark mark(long path) {
    return locations == null ? ReadProblem.NOWHERE : locations.markOf(path);
  }
}
