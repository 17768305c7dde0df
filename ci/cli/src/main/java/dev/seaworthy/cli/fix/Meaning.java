package dev.seaworthy.cli.fix;

import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Tells whether two YAML documents say the same, wherever and however it is written. Equal values
 * get equal numbers, so that a value that aliases repeat costs no more than once.
 */
final class Meaning {
  private static final int MAX_DEPTH = 200;

  private final Map<List<?>, Integer> numbers = new HashMap<>();
  private final IdentityHashMap<Node, Integer> known = new IdentityHashMap<>();

  /** The number of what {@code node} says. */
  int of(Node node) throws EditRefusedException {
    return of(node, 0);
  }

  /**
   * The number of what {@code root} would say with {@code goal} reached and nothing else changed.
   */
  int with(Node root, Goal goal) throws EditRefusedException {
    return with(root, goal, goal.path(), 0);
  }

  private int of(Node node, int depth) throws EditRefusedException {
    if (depth > MAX_DEPTH) {
      throw new EditRefusedException("the document is nested too deeply, or holds itself");
    }
    Integer before = known.get(node);
    if (before != null) {
      return before;
    }
    int number;
    if (node instanceof MappingNode mapping) {
      number = mapping(entries(mapping, depth));
    } else if (node instanceof SequenceNode sequence) {
      number = sequence(items(sequence, depth));
    } else {
      number = scalar(node.getTag(), ((ScalarNode) node).getValue());
    }
    known.put(node, number);
    return number;
  }

  private int with(@Nullable Node node, Goal goal, JsonPath path, int depth)
      throws EditRefusedException {
    if (path.steps().size() == depth) {
      return reached(node, goal, depth);
    }
    Object step = path.steps().get(depth);
    if (step instanceof Integer position) {
      return withItem(node, goal, position, depth);
    }
    List<List<Integer>> entries = new ArrayList<>();
    Node child = null;
    if (node instanceof MappingNode mapping) {
      entries.addAll(entries(mapping, depth));
      child = YamlTree.child(mapping, (String) step).orElse(null);
    }
    int key = scalar(Tag.STR, (String) step);
    entries.removeIf(entry -> entry.get(0) == key);
    entries.add(List.of(key, with(child, goal, path, depth + 1)));
    return mapping(entries);
  }

  private int withItem(@Nullable Node node, Goal goal, int position, int depth)
      throws EditRefusedException {
    if (!(node instanceof SequenceNode list) || position >= list.getValue().size()) {
      throw new EditRefusedException("the list that it is about is not there");
    }
    List<Integer> items = items(list, depth);
    items.set(position, with(list.getValue().get(position), goal, goal.path(), depth + 1));
    return sequence(items);
  }

  private int reached(@Nullable Node node, Goal goal, int depth) throws EditRefusedException {
    int value = scalar(goal.tag(), goal.value());
    if (!goal.isItem()) {
      return value;
    }
    List<Integer> items =
        node instanceof SequenceNode list ? items(list, depth) : new ArrayList<>();
    items.add(value);
    return sequence(items);
  }

  private List<List<Integer>> entries(MappingNode mapping, int depth) throws EditRefusedException {
    List<List<Integer>> entries = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      entries.add(List.of(of(tuple.getKeyNode(), depth + 1), of(tuple.getValueNode(), depth + 1)));
    }
    return entries;
  }

  private List<Integer> items(SequenceNode sequence, int depth) throws EditRefusedException {
    List<Integer> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(of(item, depth + 1));
    }
    return items;
  }

  private int scalar(Tag tag, String value) {
    return number(List.of("scalar", tag.getValue(), value));
  }

  private int sequence(List<Integer> items) {
    return number(List.of("sequence", items));
  }

  /** The order of entries says nothing. */
  private int mapping(List<List<Integer>> entries) {
    List<List<Integer>> sorted =
        entries.stream()
            .sorted(
                java.util.Comparator.<List<Integer>, Integer>comparing(entry -> entry.get(0))
                    .thenComparing(entry -> entry.get(1)))
            .toList();
    return number(List.of("mapping", sorted));
  }

  private int number(List<?> value) {
    return numbers.computeIfAbsent(value, ignored -> numbers.size());
  }
}
