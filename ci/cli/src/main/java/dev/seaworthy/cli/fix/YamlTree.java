package dev.seaworthy.cli.fix;

import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** The nodes of one YAML document, and the way to places among them. */
final class YamlTree {
  private static final int MAX_NESTING = 100;

  private final Node root;
  private final IdentityHashMap<Node, Integer> uses = new IdentityHashMap<>();

  private YamlTree(Node root) {
    this.root = root;
    count(root);
  }

  static YamlTree of(String text) throws EditRefusedException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setNestingDepthLimit(MAX_NESTING);
    try {
      ParserImpl parser = new ParserImpl(new StreamReader(text), options);
      Node root = new Composer(parser, new Resolver(), options).getSingleNode();
      if (root == null) {
        throw new EditRefusedException("the document is empty");
      }
      return new YamlTree(root);
    } catch (YAMLException e) {
      throw new EditRefusedException("the document is no plain YAML or JSON, as templates are");
    }
  }

  Node root() {
    return root;
  }

  /** The value of {@code key}, the last where there are many. */
  static Optional<Node> child(MappingNode mapping, String key) {
    Optional<Node> found = Optional.empty();
    for (NodeTuple tuple : mapping.getValue()) {
      if (isKey(tuple, key)) {
        found = Optional.of(tuple.getValueNode());
      }
    }
    return found;
  }

  static boolean isKey(NodeTuple tuple, String key) {
    return tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key);
  }

  /** What stands at {@code path}, if anything does. */
  Optional<Node> at(JsonPath path) {
    Node here = root;
    for (Object step : path.steps()) {
      Node next = next(here, step);
      if (next == null) {
        return Optional.empty();
      }
      here = next;
    }
    return Optional.of(here);
  }

  /** Whether a scalar with one of these texts stands at {@code path}, or in the list there. */
  boolean holds(JsonPath path, String... texts) {
    return at(path)
        .map(node -> node instanceof SequenceNode list ? list.getValue() : List.of(node))
        .map(
            nodes ->
                nodes.stream()
                    .anyMatch(
                        node ->
                            node instanceof ScalarNode scalar
                                && List.of(texts).contains(scalar.getValue())))
        .orElse(false);
  }

  /** How many items the list at {@code path} has; 0 where there is none. */
  int size(JsonPath path) {
    return at(path)
        .map(node -> node instanceof SequenceNode list ? list.getValue().size() : 0)
        .orElse(0);
  }

  private static @Nullable Node next(Node here, Object step) {
    if (step instanceof Integer position) {
      return here instanceof SequenceNode list && position < list.getValue().size()
          ? list.getValue().get(position)
          : null;
    }
    return here instanceof MappingNode mapping ? child(mapping, (String) step).orElse(null) : null;
  }

  /** The way from the root to the object of a document that may be a list of objects. */
  JsonPath object(Subject subject) throws EditRefusedException {
    if (!(root instanceof MappingNode) || at(JsonPath.of("items")).isEmpty()) {
      return JsonPath.ROOT;
    }
    List<JsonPath> found = new ArrayList<>();
    search(JsonPath.ROOT, subject, found);
    if (found.size() != 1) {
      throw new EditRefusedException("the object is not found alone in the list that holds it");
    }
    return found.get(0);
  }

  private void search(JsonPath here, Subject subject, List<JsonPath> found) {
    JsonPath items = here.then("items");
    int size = size(items);
    for (int i = 0; i < size; i++) {
      JsonPath item = items.then(i);
      // What aliases share cannot be edited, and may hold itself.
      if (at(item).filter(this::isShared).isEmpty()) {
        search(item, subject, found);
      }
    }
    boolean named =
        holds(here.then("kind"), subject.kind())
            && holds(here.then("metadata").then("name"), subject.name());
    if (named) {
      found.add(here);
    }
  }

  /** Whether an alias leads to {@code node} besides the place where it stands. */
  boolean isShared(Node node) {
    return uses.getOrDefault(node, 0) > 1;
  }

  /** Whether entries come into {@code mapping} from elsewhere. */
  static boolean isMerged(MappingNode mapping) {
    return mapping.getValue().stream()
        .anyMatch(tuple -> tuple.getKeyNode().getTag().equals(Tag.MERGE) || isKey(tuple, "<<"));
  }

  private void count(Node node) {
    if (uses.merge(node, 1, Integer::sum) > 1) {
      return;
    }
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(tuple -> count(tuple.getValueNode()));
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(this::count);
    }
  }
}
