package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads the documents of one part of a YAML stream into trees. Syntax is SnakeYAML's; what scalars,
 * keys, merges and duplicates mean is ours, and is what they mean to kubectl.
 */
final class YamlReader {
  private final String file;
  private final YamlParts.Part part;
  private final Limits limits;
  private final ParserImpl parser;

  YamlReader(String file, YamlParts.Part part, Limits limits) {
    this.file = file;
    this.part = part;
    this.limits = limits;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    this.parser = new ParserImpl(new StreamReader(part.text()), options);
  }

  /** The next document; null at the end of the part. */
  @Nullable ParsedDocument next() throws UnreadableException {
    try {
      while (true) {
        Event event = parser.getEvent();
        if (event.is(Event.ID.StreamEnd)) {
          return null;
        }
        if (event.is(Event.ID.DocumentStart)) {
          return new DocumentEvents().read();
        }
      }
    } catch (MarkedYAMLException e) {
      throw refused(e);
    } catch (ReaderException e) {
      throw new UnreadableException(
          ReadProblems.notYaml(
              file, "the character U+%04X is not allowed".formatted(e.getCodePoint())),
          markAt(e.getPosition()));
    } catch (YAMLException e) {
      throw new UnreadableException(
          ReadProblems.notYaml(file, oneLine(e.getMessage())), at(part.firstLine(), 0));
    }
  }

  private UnreadableException refused(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    Tree.Mark at = mark == null ? at(part.firstLine(), 0) : mark(mark);
    String reason = oneLine(e.getProblem());
    Problem problem =
        reason.contains("TAB") ? ReadProblems.tab(file) : ReadProblems.notYaml(file, reason);
    return new UnreadableException(problem, at);
  }

  private static String oneLine(@Nullable String text) {
    String first = text == null ? "malformed" : text.lines().findFirst().orElse("malformed");
    // A control character in a message would play with the reader's terminal.
    return first.replaceAll("\\p{Cntrl}", "?");
  }

  /** SnakeYAML's complaint about a character tells its position, not its line. */
  private Tree.Mark markAt(int position) {
    int line = 0;
    int column = 0;
    int points = 0;
    for (int i = 0; i < part.text().length() && points < position; points++) {
      int point = part.text().codePointAt(i);
      i += Character.charCount(point);
      line += point == '\n' ? 1 : 0;
      column = point == '\n' ? 0 : column + 1;
    }
    return at(part.firstLine() + line, column);
  }

  private Tree.Mark mark(Mark mark) {
    return at(part.firstLine() + mark.getLine(), mark.getColumn());
  }

  private static Tree.Mark at(int line, int column) {
    return new Tree.Mark(line + 1, column + 1);
  }

  /** The events of one document, up to its end. */
  private final class DocumentEvents {
    private final TreeBuilder builder = new TreeBuilder(file, limits.maxDepth());
    private final Map<String, Tree> anchors = new HashMap<>();
    private final ArrayDeque<String> openAnchors = new ArrayDeque<>();
    private final AliasBudget budget = new AliasBudget(limits.maxAliasValues(), limits.maxDepth());
    private boolean empty;

    ParsedDocument read() throws UnreadableException {
      Event event = parser.getEvent();
      empty = isNothing(event);
      for (; !event.is(Event.ID.DocumentEnd); event = parser.getEvent()) {
        take(event);
      }
      Tree root = Objects.requireNonNull(builder.root());
      return new ParsedDocument(root, empty, builder.duplicates());
    }

    /** Only comments between two markers: kubectl passes over it. */
    private boolean isNothing(Event event) {
      return event instanceof ScalarEvent scalar && scalar.isPlain() && scalar.getValue().isEmpty();
    }

    private void take(Event event) throws UnreadableException {
      Tree.Mark mark = mark(event.getStartMark());
      if (event instanceof ScalarEvent scalar) {
        scalar(scalar, mark);
      } else if (event instanceof AliasEvent alias) {
        alias(alias.getAnchor(), mark);
      } else if (event instanceof CollectionStartEvent start) {
        builder.open(start.is(Event.ID.MappingStart), mark);
        openAnchors.push(start.getAnchor() == null ? "" : start.getAnchor());
      } else {
        Tree tree = builder.close();
        anchor(openAnchors.pop(), tree);
      }
    }

    private void scalar(ScalarEvent event, Tree.Mark mark) throws UnreadableException {
      Object value = value(event, mark);
      Tree.Scalar scalar = new Tree.Scalar(mark, value);
      anchor(event.getAnchor() == null ? "" : event.getAnchor(), scalar);
      if (builder.wantsKey()) {
        boolean merging = event.isPlain() && event.getValue().equals("<<");
        builder.key(key(scalar), mark, merging);
      } else if (value instanceof Double number && !Double.isFinite(number)) {
        throw new UnreadableException(
            ReadProblems.badValue(file, "JSON cannot hold: `%s`".formatted(event.getValue())),
            mark);
      } else {
        builder.value(scalar);
      }
    }

    private Object value(ScalarEvent event, Tree.Mark mark) throws UnreadableException {
      String tag = event.getTag();
      if (tag == null || tag.equals("!")) {
        return event.isPlain() && tag == null
            ? YamlScalars.plain(event.getValue())
            : event.getValue();
      }
      Object value = YamlScalars.tagged(tag, event.getValue());
      if (value == null) {
        String type = "!!" + tag.substring(tag.lastIndexOf(':') + 1);
        throw new UnreadableException(
            ReadProblems.badValue(file, "is no `%s`".formatted(type)), mark);
      }
      return value;
    }

    private String key(Tree.Scalar scalar) throws UnreadableException {
      Object value = scalar.value();
      if (value instanceof Double number) {
        return YamlScalars.floatKey(number);
      }
      if (value instanceof String || value instanceof Boolean || value instanceof Long) {
        return value.toString();
      }
      throw new UnreadableException(
          ReadProblems.badKey(file, value instanceof Number ? "a huge number" : "nothing (null)"),
          scalar.mark());
    }

    private void anchor(String name, Tree tree) {
      if (!name.isEmpty()) {
        anchors.put(name, tree);
      }
    }

    private void alias(String name, Tree.Mark mark) throws UnreadableException {
      Tree tree = anchors.get(name);
      if (openAnchors.contains(name)) {
        throw new UnreadableException(
            ReadProblems.badAlias(file, name, "stands inside what it repeats"), mark);
      }
      if (tree == null) {
        throw new UnreadableException(
            ReadProblems.badAlias(file, name, "repeats an anchor that does not exist"), mark);
      }
      if (!budget.allows(tree, builder.depth())) {
        throw new UnreadableException(ReadProblems.aliasBomb(file, limits.maxAliasValues()), mark);
      }
      if (!builder.wantsKey()) {
        builder.value(tree);
      } else if (tree instanceof Tree.Scalar scalar) {
        builder.key(key(scalar), mark, false);
      } else {
        throw new UnreadableException(ReadProblems.badKey(file, "a mapping or list"), mark);
      }
    }
  }
}
