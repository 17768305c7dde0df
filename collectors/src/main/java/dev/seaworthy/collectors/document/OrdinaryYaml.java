package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Reads the YAML that nearly every manifest is written in, many times faster than SnakeYAML: block
 * mappings and lists, scalars and flow collections on one line, literal text. What holds anything
 * else, or any fault, is left to {@link YamlReader} as a whole, so that this reader never judges. A
 * seeded test holds both to one result, positions included.
 */
final class OrdinaryYaml {
  /** An open block: the column of its keys or dashes. */
  private record Block(int column, boolean list) {}

  private final YamlCursor cursor;
  private final TreeBuilder builder;
  private final OrdinaryValues values;
  private final ArrayDeque<Block> blocks = new ArrayDeque<>();

  /** Whether a key or dash stood at its line's end; what it holds may follow further in. */
  private boolean awaiting;

  private Tree.Mark awaitedFrom = ReadProblem.NOWHERE;

  private OrdinaryYaml(String file, YamlParts.Part part, Limits limits) {
    this.cursor = new YamlCursor(part.text(), part.firstLine());
    this.builder = new TreeBuilder(file, limits.maxDepth());
    this.values = new OrdinaryValues(cursor, builder);
  }

  /** The document; empty where the text is not ordinary. */
  static Optional<ParsedDocument> read(String file, YamlParts.Part part, Limits limits) {
    boolean document =
        part.form() == YamlParts.Form.DOCUMENT || part.form() == YamlParts.Form.PREFACE;
    if (!document || !part.text().chars().allMatch(OrdinaryYaml::isOrdinary)) {
      return Optional.empty();
    }
    try {
      return new OrdinaryYaml(file, part, limits).document();
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  /** Printable (YAML 1.2, section 5.1), one column wide, and no break or tab but the line feed. */
  private static boolean isOrdinary(int c) {
    return (c >= ' ' && c <= '~')
        || c == '\n'
        || (c >= 0xA0 && c < Character.MIN_SURROGATE && c != 0x2028 && c != 0x2029)
        || (c > Character.MAX_SURROGATE && c <= 0xFFFD && c != 0xFEFF);
  }

  private Optional<ParsedDocument> document() throws UnreadableException {
    if (cursor.startsWith("---")) {
      cursor.skip(3);
      if (!cursor.restIsBlank()) {
        return Optional.empty();
      }
      cursor.nextLine();
    }
    while (cursor.toContent()) {
      if (!closesBefore(cursor.column()) || !node()) {
        return Optional.empty();
      }
    }
    while (!blocks.isEmpty()) {
      if (!endValue()) {
        return Optional.empty();
      }
      close();
    }
    return Optional.ofNullable(builder.root())
        .map(root -> new ParsedDocument(root, false, builder.duplicates()));
  }

  /** Ends the blocks that a line at {@code column} is no part of; whether it may stand there. */
  private boolean closesBefore(int column) throws UnreadableException {
    boolean dash = isDash();
    for (Block top = blocks.peek(); top != null; top = blocks.peek()) {
      if (column > top.column()) {
        return awaiting;
      }
      if (column == top.column() && top.list() == dash) {
        return endValue();
      }
      if (column == top.column() && dash) {
        // The list of a key may stand as far out as the key.
        return awaiting;
      }
      if (!endValue()) {
        return false;
      }
      close();
    }
    return builder.root() == null && !cursor.startsWith("...");
  }

  /** A key that nothing followed holds null; a dash alone is rare enough to be left. */
  private boolean endValue() throws UnreadableException {
    if (awaiting) {
      Block top = blocks.element();
      if (top.list()) {
        return false;
      }
      builder.value(new Tree.Scalar(awaitedFrom, CanonicalJson.NULL));
      awaiting = false;
    }
    return true;
  }

  private void open(int column, boolean list) throws UnreadableException {
    builder.open(!list, cursor.mark());
    blocks.push(new Block(column, list));
    awaiting = false;
  }

  private void close() throws UnreadableException {
    builder.close();
    blocks.pop();
  }

  /** What begins here: an item, or an entry of a mapping; up to the line's end. */
  private boolean node() throws UnreadableException {
    return isDash() ? item() : entry();
  }

  private boolean item() throws UnreadableException {
    int column = cursor.column();
    if (awaiting || blocks.isEmpty()) {
      open(column, true);
    }
    cursor.skip(1);
    awaiting = true;
    if (cursor.restIsBlank()) {
      cursor.nextLine();
      return true;
    }
    cursor.skipSpaces();
    if (isDash() || values.keyEnd() >= 0) {
      return node();
    }
    awaiting = false;
    return value();
  }

  private boolean entry() throws UnreadableException {
    int end = values.keyEnd();
    if (end < 0) {
      return false;
    }
    if (awaiting || blocks.isEmpty()) {
      open(cursor.column(), false);
    }
    if (!values.key(end)) {
      return false;
    }
    cursor.skip(1);
    if (cursor.restIsBlank()) {
      awaiting = true;
      awaitedFrom = cursor.mark();
      cursor.nextLine();
      return true;
    }
    cursor.skipSpaces();
    return value();
  }

  /** A value that begins here and ends with its line, or as literal text with its lines. */
  private boolean value() throws UnreadableException {
    if (cursor.here() == '|') {
      return values.literal(blocks.element().column());
    }
    if (!values.onLine() || !cursor.restIsBlank()) {
      return false;
    }
    cursor.nextLine();
    return true;
  }

  private boolean isDash() {
    char next = cursor.charAt(cursor.at() + 1);
    return cursor.here() == '-' && (next == ' ' || next == '\n');
  }
}
