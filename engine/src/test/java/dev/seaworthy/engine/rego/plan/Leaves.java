package dev.seaworthy.engine.rego.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.seaworthy.engine.rego.Explained;
import dev.seaworthy.engine.rego.Modules;
import dev.seaworthy.engine.rego.Read;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The scalars of a JSON document, by their paths. */
final class Leaves {
  private Leaves() {}

  static List<List<Object>> of(String json) {
    List<List<Object>> leaves = new ArrayList<>();
    collect(Modules.json(json).node(), List.of(), leaves);
    return leaves;
  }

  private static void collect(JsonNode node, List<Object> path, List<List<Object>> leaves) {
    if (node.isValueNode()) {
      leaves.add(path);
    }
    node.properties()
        .forEach(field -> collect(field.getValue(), with(path, field.getKey()), leaves));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.path(i), with(path, i), leaves);
    }
  }

  private static List<Object> with(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** The document with another scalar at a leaf. */
  static String replaced(String json, List<Object> leaf) {
    JsonNode root = Modules.json(json).node();
    JsonNode parent = root;
    for (Object step : leaf.subList(0, leaf.size() - 1)) {
      parent = step instanceof Integer i ? parent.path(i) : parent.path(step.toString());
    }
    Object last = leaf.get(leaf.size() - 1);
    TextNode other = TextNode.valueOf("something else");
    if (last instanceof Integer i) {
      ((ArrayNode) parent).set(i, other);
    } else {
      ((ObjectNode) parent).set(last.toString(), other);
    }
    return root.toString();
  }

  /** Whether an explanation says that the value of a leaf mattered. */
  static boolean reads(Explained explained, List<Object> leaf) {
    List<Value> path = leaf.stream().map(Leaves::value).toList();
    return explained.reads().stream()
        .filter(read -> read.document() == Read.Document.INPUT)
        .anyMatch(
            read ->
                read.path().size() <= path.size()
                    && read.path().equals(path.subList(0, read.path().size()))
                    && (read.kind() == Read.Kind.VALUE || read.path().size() == path.size()));
  }

  private static Value value(Object step) {
    return step instanceof Integer i ? NumberValue.of(i) : StringValue.of(step.toString());
  }
}
