package dev.seaworthy.cli.fix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One change of the text of one document: where a value stands, by the marks of its nodes, and
 * nowhere else, so that comments and layout stay. The result is read again: an edit that would
 * change anything but what it is for is refused.
 */
final class YamlEdit {
  private static final int USUAL_STEP = 2;
  private static final int WIDEST_STEP = 8;

  private final String text;
  private final Goal goal;
  private final YamlTree tree;

  private YamlEdit(String text, Goal goal, YamlTree tree) {
    this.text = text;
    this.goal = goal;
    this.tree = tree;
  }

  /**
   * The text with {@code goal} reached; the same text where it is reached already.
   *
   * @param text of one document
   */
  static String edited(String text, Goal goal) throws EditRefusedException {
    YamlTree tree = YamlTree.of(text);
    Meaning meaning = new Meaning();
    int wanted = meaning.with(tree.root(), goal);
    if (meaning.of(tree.root()) == wanted || isReached(tree, goal)) {
      return text;
    }
    String edited = new YamlEdit(text, goal, tree).edit();
    if (meaning.of(YamlTree.of(edited).root()) != wanted) {
      throw new EditRefusedException("the layout here leaves no place that is safe to edit");
    }
    return edited;
  }

  private static boolean isReached(YamlTree tree, Goal goal) {
    return goal.isItem() && tree.holds(goal.path(), goal.value());
  }

  private String edit() throws EditRefusedException {
    Node here = tree.root();
    List<Object> steps = goal.path().steps();
    for (int i = 0; i < steps.size(); i++) {
      requireOwn(here);
      if (steps.get(i) instanceof Integer position) {
        here = item(here, position);
        continue;
      }
      if (!(here instanceof MappingNode mapping)) {
        throw new EditRefusedException("a mapping was looked for, and something else stands there");
      }
      NodeTuple entry = entry(mapping, (String) steps.get(i));
      if (entry == null) {
        return withEntry(mapping, keys(steps, i));
      }
      if (isAlias(entry)) {
        throw new EditRefusedException("an alias stands there");
      }
      here = entry.getValueNode();
      if (here.getTag().equals(Tag.NULL)) {
        return withValue(mapping, entry, keys(steps, i + 1));
      }
    }
    requireOwn(here);
    return goal.isItem() ? withItem(here) : withScalar(here);
  }

  private static List<String> keys(List<Object> steps, int from) throws EditRefusedException {
    List<String> keys = new ArrayList<>();
    for (Object step : steps.subList(from, steps.size())) {
      if (!(step instanceof String key)) {
        throw new EditRefusedException("the list that it is about is not there");
      }
      keys.add(key);
    }
    return keys;
  }

  private void requireOwn(Node node) throws EditRefusedException {
    if (tree.isShared(node)) {
      throw new EditRefusedException("an alias stands there, or leads there from elsewhere");
    }
  }

  private static Node item(Node here, int position) throws EditRefusedException {
    if (here instanceof SequenceNode list && position < list.getValue().size()) {
      return list.getValue().get(position);
    }
    throw new EditRefusedException("the list that it is about is not there");
  }

  private static @Nullable NodeTuple entry(MappingNode mapping, String key)
      throws EditRefusedException {
    List<NodeTuple> found =
        mapping.getValue().stream().filter(tuple -> YamlTree.isKey(tuple, key)).toList();
    if (found.size() > 1) {
      throw new EditRefusedException("the key `%s` stands there twice".formatted(key));
    }
    if (found.isEmpty() && YamlTree.isMerged(mapping)) {
      throw new EditRefusedException("entries are merged there from elsewhere");
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static boolean isAlias(NodeTuple entry) {
    return entry.getValueNode().getStartMark().getIndex()
        < entry.getKeyNode().getEndMark().getIndex();
  }

  /** Puts another scalar in the place of one. */
  private String withScalar(Node node) throws EditRefusedException {
    if (!(node instanceof ScalarNode scalar) || isBlock(scalar)) {
      throw new EditRefusedException(
          "a plain value was looked for, and something else stands there");
    }
    if (node.getAnchor() != null) {
      throw new EditRefusedException("an anchor stands there");
    }
    boolean quoted = scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
    return replaced(start(node), end(node), goal.text(quoted));
  }

  private static boolean isBlock(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.LITERAL
        || scalar.getScalarStyle() == ScalarStyle.FOLDED;
  }

  /** Appends to a list. */
  private String withItem(Node node) throws EditRefusedException {
    if (!(node instanceof SequenceNode list)) {
      throw new EditRefusedException("a list was looked for, and something else stands there");
    }
    if (list.getFlowStyle() == FlowStyle.FLOW) {
      boolean quoted =
          list.getValue().stream()
              .anyMatch(
                  item ->
                      item instanceof ScalarNode scalar
                          && scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED);
      return withFlow(list, list.getValue(), goal.text(quoted));
    }
    int column = list.getStartMark().getColumn();
    return withLines(afterContent(list), List.of(" ".repeat(column) + "- " + goal.value()));
  }

  /** Gives a mapping an entry that it lacks. */
  private String withEntry(MappingNode mapping, List<String> keys) throws EditRefusedException {
    if (mapping.getFlowStyle() == FlowStyle.FLOW) {
      boolean quoted = isQuoted(mapping);
      List<Node> values = mapping.getValue().stream().map(NodeTuple::getValueNode).toList();
      return withFlow(mapping, values, flowEntry(keys, quoted));
    }
    int column = column(mapping);
    return withLines(afterContent(mapping), lines(keys, column));
  }

  /** Gives an entry a value that holds none. */
  private String withValue(MappingNode mapping, NodeTuple entry, List<String> keys)
      throws EditRefusedException {
    Node none = entry.getValueNode();
    boolean isBlock = mapping.getFlowStyle() == FlowStyle.BLOCK;
    if (isBlock && start(none) == end(none) && !keys.isEmpty()) {
      return withLines(lineAfter(end(entry.getKeyNode())), lines(keys, column(mapping) + step()));
    }
    boolean quoted = !isBlock && isQuoted(mapping);
    String value = keys.isEmpty() ? goal.flow(quoted) : "{" + flowEntry(keys, quoted) + "}";
    return replaced(start(none), end(none), start(none) == end(none) ? " " + value : value);
  }

  private String flowEntry(List<String> keys, boolean quoted) {
    String key = quoted ? '"' + keys.get(0) + '"' : keys.get(0);
    List<String> rest = keys.subList(1, keys.size());
    return key + ": " + (rest.isEmpty() ? goal.flow(quoted) : "{" + flowEntry(rest, quoted) + "}");
  }

  /** The root of a document may be the only place that tells JSON from YAML. */
  private boolean isQuoted(MappingNode mapping) {
    MappingNode telling =
        mapping.getValue().isEmpty() && tree.root() instanceof MappingNode root ? root : mapping;
    return !telling.getValue().isEmpty()
        && telling.getValue().get(0).getKeyNode() instanceof ScalarNode key
        && key.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
  }

  private String withFlow(CollectionNode<?> holder, List<? extends Node> values, String added)
      throws EditRefusedException {
    if (values.isEmpty()) {
      return replaced(end(holder) - 1, end(holder) - 1, added);
    }
    int at = end(values.get(values.size() - 1));
    if (at <= start(holder) || at >= end(holder)) {
      throw new EditRefusedException("an alias stands there");
    }
    return replaced(at, at, "," + flowGap(holder) + added);
  }

  /** One to a line where the entries before are. */
  private String flowGap(CollectionNode<?> holder) {
    Object first = holder.getValue().get(0);
    Mark mark =
        first instanceof NodeTuple tuple
            ? tuple.getKeyNode().getStartMark()
            : ((Node) first).getStartMark();
    boolean isApart = mark.getLine() > holder.getStartMark().getLine();
    return isApart ? lineEnd(offset(mark)) + " ".repeat(mark.getColumn()) : " ";
  }

  private List<String> lines(List<String> keys, int column) {
    List<String> lines = new ArrayList<>();
    int indent = column;
    for (String key : keys) {
      lines.add(" ".repeat(indent) + key + ":");
      indent += step();
    }
    int last = lines.size() - 1;
    lines.set(last, lines.get(last) + " " + goal.flow(false));
    return lines;
  }

  /** How far the document sets off what is in a mapping. */
  private int step() {
    if (tree.root() instanceof MappingNode root) {
      for (NodeTuple tuple : root.getValue()) {
        if (tuple.getValueNode() instanceof MappingNode child
            && child.getFlowStyle() == FlowStyle.BLOCK) {
          int step = column(child) - column(root);
          return step > 0 && step <= WIDEST_STEP ? step : USUAL_STEP;
        }
      }
    }
    return USUAL_STEP;
  }

  /** An anchor may stand before the first key; where that stands is what counts. */
  private static int column(MappingNode block) {
    return block.getValue().get(0).getKeyNode().getStartMark().getColumn();
  }

  /** Where the line after the last that says something in {@code node} begins. */
  private int afterContent(Node node) throws EditRefusedException {
    Node last = node;
    while (last instanceof CollectionNode<?> && isOpen((CollectionNode<?>) last)) {
      if (last instanceof MappingNode mapping) {
        NodeTuple entry = mapping.getValue().get(mapping.getValue().size() - 1);
        if (isAlias(entry)) {
          return lineAfter(end(entry.getKeyNode()));
        }
        last = entry.getValueNode();
      } else {
        SequenceNode list = (SequenceNode) last;
        Node item = list.getValue().get(list.getValue().size() - 1);
        if (tree.isShared(item)) {
          throw new EditRefusedException("an alias stands there");
        }
        last = item;
      }
    }
    int end = end(last);
    // What a block scalar ends with, empty lines too, belongs to it.
    boolean block = last instanceof ScalarNode scalar && isBlock(scalar);
    return block && last.getEndMark().getColumn() == 0 ? end : lineAfter(end);
  }

  private static boolean isOpen(CollectionNode<?> collection) {
    return collection.getFlowStyle() == FlowStyle.BLOCK && !collection.getValue().isEmpty();
  }

  private int lineAfter(int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end + 1;
  }

  private String withLines(int at, List<String> lines) {
    String eol = lineEnd(at);
    boolean isFresh = at == 0 || text.charAt(at - 1) == '\n';
    String joined = String.join(eol, lines);
    return replaced(at, at, isFresh ? joined + eol : eol + joined);
  }

  /** What ends lines around {@code offset}. */
  private String lineEnd(int offset) {
    int end = text.lastIndexOf('\n', offset - 1);
    if (end < 0) {
      end = text.indexOf('\n');
    }
    return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
  }

  private String replaced(int from, int to, String by) {
    return text.substring(0, from) + by + text.substring(to);
  }

  private int start(Node node) {
    return offset(node.getStartMark());
  }

  private int end(Node node) {
    return offset(node.getEndMark());
  }

  /** Marks count code points. */
  private int offset(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }
}
