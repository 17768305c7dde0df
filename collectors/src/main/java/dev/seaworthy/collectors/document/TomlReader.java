package dev.seaworthy.collectors.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads TOML into a tree. The parser does not say where values stood; {@link TomlMarks} finds out.
 */
final class TomlReader {
  private static final TomlMapper MAPPER = new TomlMapper();

  /** Its parser holds all at once, in many times the space of the text. */
  private static final int MAX_CHARACTERS = 4 << 20;

  private final String file;
  private final Limits limits;
  private final TomlMarks marks;

  private TomlReader(String file, Limits limits, TomlMarks marks) {
    this.file = file;
    this.limits = limits;
    this.marks = marks;
  }

  static Tree read(String file, String text, Limits limits) throws UnreadableException {
    if (text.length() > MAX_CHARACTERS) {
      throw new UnreadableException(
          ReadProblems.tooLarge(file, MAX_CHARACTERS), ReadProblem.NOWHERE);
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new UnreadableException(
          ReadProblems.notToml(file, reason(e)),
          at == null
              ? ReadProblem.NOWHERE
              : new Tree.Mark(Math.max(at.getLineNr(), 0), Math.max(at.getColumnNr(), 0)));
    }
    return new TomlReader(file, limits, TomlMarks.of(text))
        .tree(root, List.of(), new Tree.Mark(1, 1));
  }

  /** What the parser says of the form alone: the text itself may be a secret. */
  private static String reason(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    return message.startsWith("Duplicate key") ? "a key stands twice" : "it is not well-formed";
  }

  private Tree tree(JsonNode node, List<Object> path, Tree.Mark around) throws UnreadableException {
    Tree.Mark mark = marks.at(path, around);
    if (path.size() > limits.maxDepth()) {
      throw new UnreadableException(ReadProblems.tooDeep(file, limits.maxDepth()), mark);
    }
    if (node.isObject()) {
      Map<String, Tree.Entry> entries = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> each : node.properties()) {
        Tree value = tree(each.getValue(), then(path, each.getKey()), mark);
        entries.put(each.getKey(), new Tree.Entry(value.mark(), value));
      }
      return new Tree.Mapping(mark, entries);
    }
    if (node.isArray()) {
      List<Tree> items = new ArrayList<>();
      for (JsonNode each : node) {
        items.add(tree(each, then(path, items.size()), mark));
      }
      return new Tree.Sequence(mark, items);
    }
    return new Tree.Scalar(mark, scalar(node));
  }

  private static List<Object> then(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** Dates are text here, as nothing that we read has any. */
  private static Object scalar(JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }
    if (node.isNumber() && Double.isFinite(node.doubleValue())) {
      return node.doubleValue();
    }
    return node.asText();
  }
}
