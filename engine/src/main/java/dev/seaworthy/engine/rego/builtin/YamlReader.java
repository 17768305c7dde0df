package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads the first document of a YAML stream. The last of equal keys counts; merge keys are merged;
 * aliases are copied, within the budget and within what go-yaml allows.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 500;
  private static final int BYTES_PER_CHAR = 40;
  private static final int NODE_BYTES = 64;

  /** Marks text that is neither quoted nor tagged. */
  private static final Tag PLAIN = new Tag("tag:seaworthy.dev,2026:plain");

  private final Budget budget;
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int aliasDepth;
  private long copied;
  private long read;

  /** Leaves it to this class what plain text means. */
  private static final class PlainResolver extends Resolver {
    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      if (kind != NodeId.scalar) {
        return kind == NodeId.sequence ? Tag.SEQ : Tag.MAP;
      }
      return implicit ? PLAIN : Tag.STR;
    }
  }

  private YamlReader(Budget budget) {
    this.budget = budget;
  }

  /**
   * @throws RegoException of kind BUILTIN if it is malformed, or holds what JSON cannot
   */
  static Value read(Budget budget, String text) {
    budget.allocate((long) BYTES_PER_CHAR * text.length());
    budget.steps(10L * text.length());
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setAllowRecursiveKeys(true);
    try {
      ParserImpl parser = new ParserImpl(new YamlScanner(text, options));
      Composer composer = new Composer(parser, new PlainResolver(), options);
      Node first = composer.checkNode() ? composer.getNode() : null;
      while (composer.checkNode()) {
        budget.step();
        composer.getNode();
      }
      return first == null ? NullValue.NULL : new YamlReader(budget).value(first);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw Operands.failed("yaml: line %d: %s".formatted(line, e.getProblem()));
    } catch (YAMLException e) {
      throw Operands.failed("yaml: " + String.valueOf(e.getMessage()).replace('\n', ' '));
    }
  }

  private Value value(Node node) {
    boolean isCopy = !seen.add(node);
    aliasDepth += isCopy ? 1 : 0;
    count();
    try {
      if (node instanceof ScalarNode scalar) {
        return scalar(scalar);
      }
      enter(node);
      Value value = node instanceof SequenceNode list ? list(list) : mapping((MappingNode) node);
      open.remove(node);
      return value;
    } finally {
      aliasDepth -= isCopy ? 1 : 0;
    }
  }

  private void enter(Node node) {
    if (!open.add(node)) {
      throw Operands.failed("yaml: anchor '%s' value contains itself".formatted(node.getAnchor()));
    }
  }

  private void count() {
    budget.step();
    budget.allocate(NODE_BYTES);
    read++;
    copied += aliasDepth > 0 ? 1 : 0;
    // The larger the document, the smaller the part of it that may be copies: from 99 to 10 %.
    double part = Math.min(1, Math.max(0, (read - 400_000) / 3_600_000.0));
    if (copied > 100 && read > 1000 && copied > read * (0.99 - 0.89 * part)) {
      throw Operands.failed("yaml: document contains excessive aliasing");
    }
  }

  private Value list(SequenceNode list) {
    ArrayValue array = ArrayValue.withCapacity(list.getValue().size());
    for (Node each : list.getValue()) {
      array.add(value(each));
    }
    return array;
  }

  private Value mapping(MappingNode mapping) {
    ObjectValue object = new ObjectValue();
    lastValues(mapping).forEach((key, node) -> object.put(key, value(node)));
    mergeAll(mapping, object);
    return object.sort();
  }

  /** What is under each key; earlier values of the same key are not even looked at. */
  private Map<Value, Node> lastValues(MappingNode mapping) {
    Map<Value, Node> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!isMerge(tuple)) {
        values.put(key(tuple.getKeyNode()), tuple.getValueNode());
      }
    }
    return values;
  }

  private static boolean isPlain(ScalarNode node) {
    return node.getTag().equals(PLAIN);
  }

  private static boolean isMerge(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode key
        && ((isPlain(key) && key.getValue().equals("<<")) || key.getTag().equals(Tag.MERGE));
  }

  private void mergeAll(MappingNode mapping, ObjectValue into) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (isMerge(tuple)) {
        if (tuple.getValueNode() instanceof SequenceNode list) {
          list.getValue().forEach(each -> merge(each, into));
        } else {
          merge(tuple.getValueNode(), into);
        }
      }
    }
  }

  /** Puts what is not there yet. */
  private void merge(Node from, ObjectValue into) {
    if (!(from instanceof MappingNode mapping)) {
      throw Operands.failed("yaml: map merge requires map or sequence of maps as the value");
    }
    count();
    enter(mapping);
    for (Map.Entry<Value, Node> entry : lastValues(mapping).entrySet()) {
      if (into.get(entry.getKey()) == null) {
        into.put(entry.getKey(), value(entry.getValue()));
      }
    }
    mergeAll(mapping, into);
    open.remove(mapping);
  }

  /** The name in JSON that a key stands for. */
  private Value key(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      throw Operands.failed("yaml: invalid map key");
    }
    if (isPlain(scalar)) {
      String special = special(scalar.getValue());
      if (special != null) {
        return StringValue.of(special);
      }
    }
    Value key = value(node);
    if (key instanceof NumberValue number) {
      return StringValue.of(number.isInteger() ? number.literal() : single(number));
    }
    if (key instanceof BooleanValue || key instanceof StringValue) {
      return key instanceof StringValue ? key : StringValue.of(key.toString());
    }
    throw Operands.failed("unsupported map key of type: null");
  }

  /** Go writes keys that are fractions with the precision of a {@code float32}. */
  private static String single(NumberValue number) {
    return GoFloats.general(Double.parseDouble(Float.toString(number.decimal().floatValue())));
  }

  private static @Nullable String special(String text) {
    return switch (text) {
      case ".nan", ".NaN", ".NAN" -> ".nan";
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> ".inf";
      case "-.inf", "-.Inf", "-.INF" -> "-.inf";
      default -> null;
    };
  }

  private static Value scalar(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (isPlain(node)) {
      return finite(YamlScalar.resolve(text), text);
    }
    if (tag.equals(Tag.BINARY)) {
      return binary(text);
    }
    boolean isResolved =
        tag.equals(Tag.BOOL)
            || tag.equals(Tag.INT)
            || tag.equals(Tag.FLOAT)
            || tag.equals(Tag.NULL);
    if (!isResolved) {
      return StringValue.of(text);
    }
    Value value = finite(YamlScalar.resolve(text), text);
    boolean isWanted =
        switch (value.typeName()) {
          case "boolean" -> tag.equals(Tag.BOOL);
          case "null" -> tag.equals(Tag.NULL);
          case "number" ->
              tag.equals(Tag.FLOAT) || (tag.equals(Tag.INT) && !text.matches("[^xX]*[.eE].*"));
          default -> false;
        };
    if (!isWanted) {
      throw Operands.failed("yaml: cannot decode `%s` as a %s".formatted(text, tag.getValue()));
    }
    return value;
  }

  private static Value finite(@Nullable Value value, String text) {
    if (value == null) {
      throw Operands.failed("json: unsupported value: " + text);
    }
    return value;
  }

  private static Value binary(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.replaceAll("[\r\n]", ""));
      return StringValue.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw Operands.failed("yaml: !!binary value contains invalid base64 data");
    }
  }
}
