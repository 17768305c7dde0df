package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value with its path from the document's root.
 *
 * @param mark what a finding about it points at: its key, or itself in a list
 */
record Spot(Tree tree, Tree.Mark mark, JsonPath path) {
  static Spot root(Tree root) {
    return new Spot(root, root.mark(), JsonPath.ROOT);
  }

  boolean isMapping() {
    return tree instanceof Tree.Mapping;
  }

  boolean isSequence() {
    return tree instanceof Tree.Sequence;
  }

  Optional<String> text() {
    return tree.asText();
  }

  Optional<Boolean> truth() {
    return tree instanceof Tree.Scalar scalar && scalar.value() instanceof Boolean truth
        ? Optional.of(truth)
        : Optional.empty();
  }

  /** The value under {@code key}; empty when absent or null. */
  Optional<Spot> get(String key) {
    return tree.asMapping()
        .map(mapping -> mapping.entries().get(key))
        .map(entry -> new Spot(entry.value(), entry.keyMark(), path.then(key)))
        .filter(spot -> !spot.isNull());
  }

  /** The elements of a sequence; none for any other type. */
  List<Spot> items() {
    List<Spot> items = new ArrayList<>();
    if (tree instanceof Tree.Sequence sequence) {
      for (Tree item : sequence.items()) {
        items.add(new Spot(item, item.mark(), path.then(items.size())));
      }
    }
    return items;
  }

  /** The entries of a mapping; none for any other type. */
  List<Map.Entry<String, Spot>> entries() {
    List<Map.Entry<String, Spot>> entries = new ArrayList<>();
    tree.asMapping()
        .ifPresent(
            mapping ->
                mapping
                    .entries()
                    .forEach(
                        (key, entry) ->
                            entries.add(
                                Map.entry(
                                    key,
                                    new Spot(entry.value(), entry.keyMark(), path.then(key))))));
    return entries;
  }

  private boolean isNull() {
    return tree instanceof Tree.Scalar scalar && scalar.value() == CanonicalJson.NULL;
  }
}
