package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads the document of one part of a YAML stream into a tree, whatever YAML it holds. Syntax is
 * SnakeYAML's; what scalars, keys, merges, duplicates and tabs mean is ours, and is what they mean
 * to kubectl.
 */
final class YamlReader {
  /** Each tab that stands for a space costs another reading of the part. */
  private static final long MAX_REREAD_CHARS = 8L << 20;

  /** An escape for a surrogate after an even number of backslashes. */
  private static final Pattern HALF_CHARACTER =
      Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\\\(u|U0000)[dD][89a-fA-F]");

  private final String file;
  private final YamlParts.Part part;
  private final Limits limits;
  private String text;
  private ParserImpl parser;
  private int knownOffset;
  private int knownIndex;

  YamlReader(String file, YamlParts.Part part, Limits limits) {
    this.file = file;
    this.part = part;
    this.limits = limits;
    this.text = part.text();
    this.parser = parser(text);
  }

  /** The document of {@code part}, in the shortest way. */
  static ParsedDocument read(String file, YamlParts.Part part, Limits limits)
      throws UnreadableException {
    Optional<ParsedDocument> ordinary = OrdinaryYaml.read(file, part, limits);
    return ordinary.isPresent() ? ordinary.get() : new YamlReader(file, part, limits).read();
  }

  private static ParserImpl parser(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    return new ParserImpl(new CodePointReader(text), options);
  }

  /** The document: one that is empty if there is none. */
  ParsedDocument read() throws UnreadableException {
    switch (part.form()) {
      case BAD_MARKER ->
          throw new UnreadableException(ReadProblems.badMarker(file), at(part.firstLine(), 0));
      case BAD_START ->
          throw new UnreadableException(ReadProblems.badStart(file), at(part.firstLine(), 0));
      case DOCUMENT, PREFACE -> {}
    }
    requirePrintable();
    for (long reread = text.length(); ; reread += text.length()) {
      try {
        return first();
      } catch (MarkedYAMLException e) {
        if (reread > MAX_REREAD_CHARS || !tabsMended(e)) {
          throw refused(e);
        }
      } catch (YAMLException e) {
        throw new UnreadableException(
            ReadProblems.notYaml(file, oneLine(e.getMessage())), at(part.firstLine(), 0));
      }
    }
  }

  private ParsedDocument first() throws UnreadableException {
    parser.getEvent();
    Event event = parser.getEvent();
    if (event.is(Event.ID.StreamEnd)) {
      Tree nothing = new Tree.Scalar(at(part.firstLine(), 0), CanonicalJson.NULL);
      return new ParsedDocument(nothing, true, List.of());
    }
    return new DocumentEvents().read();
  }

  private boolean tabsMended(MarkedYAMLException e) {
    Mark mark = e.getProblemMark();
    if (mark == null || !String.valueOf(e.getProblem()).contains("TAB")) {
      return false;
    }
    Optional<String> mended = YamlTabs.asSpaces(text, text.offsetByCodePoints(0, mark.getIndex()));
    if (mended.isPresent()) {
      text = mended.get();
      parser = parser(text);
      knownOffset = 0;
      knownIndex = 0;
    }
    return mended.isPresent();
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

  /** YAML 1.2, section 5.1. */
  private void requirePrintable() throws UnreadableException {
    int points = 0;
    for (int i = 0; i < text.length(); points++) {
      int point = text.codePointAt(i);
      if (!StreamReader.isPrintable(point)) {
        throw new UnreadableException(
            ReadProblems.notYaml(file, "the character U+%04X is not allowed".formatted(point)),
            markAt(points));
      }
      i += Character.charCount(point);
    }
  }

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

  /** Where a code point stands among the characters; asked in rising order. */
  private int offset(int index) {
    if (index < knownIndex) {
      knownIndex = 0;
      knownOffset = 0;
    }
    knownOffset = text.offsetByCodePoints(knownOffset, index - knownIndex);
    knownIndex = index;
    return knownOffset;
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
    private final boolean hasTabs = text.indexOf('\t') >= 0;
    private final ArrayDeque<String> openAnchors = new ArrayDeque<>();
    private final AliasBudget budget = new AliasBudget(limits.maxAliasValues(), limits.maxDepth());

    ParsedDocument read() throws UnreadableException {
      Event event = parser.getEvent();
      for (; !event.is(Event.ID.DocumentEnd); event = parser.getEvent()) {
        take(event);
      }
      Tree root = Objects.requireNonNull(builder.root());
      boolean empty = root instanceof Tree.Scalar scalar && scalar.value() == CanonicalJson.NULL;
      List<UnreadableException> remarks = new ArrayList<>(builder.duplicates());
      rest().ifPresent(remarks::add);
      return new ParsedDocument(root, empty, remarks);
    }

    /** Kubectl reads one document of each part, and tells nobody of what follows. */
    private Optional<UnreadableException> rest() {
      Tree.Mark mark;
      try {
        Event next = parser.peekEvent();
        if (next.is(Event.ID.StreamEnd)) {
          return Optional.empty();
        }
        mark = mark(next.getStartMark());
      } catch (MarkedYAMLException e) {
        mark = refused(e).at();
      }
      return Optional.of(new UnreadableException(ReadProblems.unreadRest(file), mark));
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
      requireNoTabs(event);
      requireWholeEscapes(event);
      Object value = value(event, mark);
      Tree.Scalar scalar = new Tree.Scalar(mark, value);
      anchor(event.getAnchor() == null ? "" : event.getAnchor(), scalar);
      if (builder.wantsKey()) {
        boolean merging = event.isPlain() && event.getValue().equals("<<");
        builder.key(key(scalar), scalar.value(), mark, merging);
      } else if (value instanceof Double number && !Double.isFinite(number)) {
        throw new UnreadableException(
            ReadProblems.badValue(file, "JSON cannot hold: `%s`".formatted(event.getValue())),
            mark);
      } else {
        builder.value(valued(scalar));
      }
    }

    /** An anchor keeps a number as it was written, for an alias may be a key. */
    private static Tree valued(Tree.Scalar scalar) {
      return new Tree.Scalar(scalar.mark(), YamlScalars.value(scalar.value()));
    }

    private void requireNoTabs(ScalarEvent event) throws UnreadableException {
      if (!hasTabs) {
        return;
      }
      int start = offset(event.getStartMark().getIndex());
      int tab =
          switch (event.getScalarStyle()) {
            case LITERAL, FOLDED -> YamlTabs.inIndentation(text, start);
            case PLAIN -> YamlTabs.atLineStart(text, start, offset(event.getEndMark().getIndex()));
            case SINGLE_QUOTED, DOUBLE_QUOTED, JSON_SCALAR_STYLE -> -1;
          };
      if (tab >= 0) {
        throw new UnreadableException(ReadProblems.tab(file), markAt(text.codePointCount(0, tab)));
      }
    }

    /** Half a character by an escape, as in JSON, is no YAML to kubectl, even beside the other. */
    private void requireWholeEscapes(ScalarEvent event) throws UnreadableException {
      if (event.getScalarStyle() == DumperOptions.ScalarStyle.DOUBLE_QUOTED
          && event.getValue().chars().anyMatch(c -> Character.isSurrogate((char) c))) {
        int start = offset(event.getStartMark().getIndex());
        String source = text.substring(start, offset(event.getEndMark().getIndex()));
        if (HALF_CHARACTER.matcher(source).find()) {
          throw new UnreadableException(
              ReadProblems.notYaml(file, "an escape stands for half a character"),
              mark(event.getStartMark()));
        }
      }
    }

    private Object value(ScalarEvent event, Tree.Mark mark) throws UnreadableException {
      String tag = event.getTag();
      if (tag == null || tag.equals("!")) {
        return event.isPlain() && tag == null
            ? YamlScalars.exact(event.getValue())
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
        return FloatKey.of(number);
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
        builder.value(tree instanceof Tree.Scalar scalar ? valued(scalar) : tree);
      } else if (tree instanceof Tree.Scalar scalar) {
        builder.key(key(scalar), scalar.value(), mark, false);
      } else {
        throw new UnreadableException(ReadProblems.badKey(file, "a mapping or list"), mark);
      }
    }
  }
}
