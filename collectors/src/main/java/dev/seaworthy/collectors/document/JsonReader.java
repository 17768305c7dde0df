package dev.seaworthy.collectors.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads JSON values, one after the other as kubectl takes them, into trees. */
final class JsonReader {
  private static final int MAX_STRING_CHARS = 64 << 20;

  /** Depth is the tree builder's limit; a stream of any depth can be passed over. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(MAX_STRING_CHARS)
                  .build())
          .build();

  private final String file;
  private final Limits limits;
  private final JsonParser parser;
  private final boolean marks;

  JsonReader(String file, JsonParser parser, Limits limits) {
    this(file, parser, limits, true);
  }

  /**
   * A reader.
   *
   * @param marks whether trees remember where they stood; an answer of a server has no lines that
   *     anybody could look up
   */
  JsonReader(String file, JsonParser parser, Limits limits, boolean marks) {
    this.file = file;
    this.limits = limits;
    this.parser = parser;
    this.marks = marks;
  }

  /** How many characters have been read of values, and of nothing after the last. */
  int offset() {
    return (int) parser.currentLocation().getCharOffset();
  }

  /** The next value; null at the end. */
  @Nullable ParsedDocument next() throws UnreadableException, IOException {
    try {
      JsonToken token = parser.nextToken();
      return token == null ? null : value(token);
    } catch (JsonProcessingException e) {
      throw refused(file, e);
    }
  }

  /** The value that {@code first}, already taken from the parser, begins. */
  ParsedDocument value(JsonToken first) throws UnreadableException, IOException {
    TreeBuilder builder = new TreeBuilder(file, limits.maxDepth());
    take(first, builder);
    Tree root = builder.root();
    while (root == null) {
      take(required(parser.nextToken()), builder);
      root = builder.root();
    }
    boolean empty = root instanceof Tree.Scalar scalar && scalar.value() == CanonicalJson.NULL;
    return new ParsedDocument(root, empty, builder.duplicates());
  }

  /**
   * The keys of the first root object until they are enough, else checking that the text is whole
   * JSON; empty for an array.
   *
   * @param marker added to the keys when the root is an array whose first element has it
   * @param enough whether the keys so far tell what the text is: what follows may be broken
   */
  static Set<String> topLevelKeys(
      String file, JsonParser parser, String marker, Predicate<Set<String>> enough)
      throws UnreadableException, IOException {
    try {
      Set<String> keys = new LinkedHashSet<>();
      JsonToken root = parser.nextToken();
      int depth = 0;
      for (JsonToken token = root; token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && isTold(root, depth, parser.currentName(), marker)) {
          keys.add(parser.currentName());
          if (enough.test(keys)) {
            return keys;
          }
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
      return keys;
    } catch (JsonProcessingException e) {
      throw refused(file, e);
    }
  }

  private static boolean isTold(JsonToken root, int depth, String name, String marker) {
    return root == JsonToken.START_OBJECT
        ? depth == 1
        : root == JsonToken.START_ARRAY && depth == 2 && name.equals(marker);
  }

  private void take(JsonToken token, TreeBuilder builder) throws UnreadableException, IOException {
    switch (token) {
      case START_OBJECT -> builder.open(true, mark());
      case START_ARRAY -> builder.open(false, mark());
      case END_OBJECT, END_ARRAY -> builder.close();
      case FIELD_NAME -> {
        String name = parser.currentName();
        builder.key(name, name, mark(), false);
      }
      default -> builder.value(new Tree.Scalar(mark(), scalar(token)));
    }
  }

  private Object scalar(JsonToken token) throws UnreadableException, IOException {
    return switch (token) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> CanonicalJson.NULL;
      case VALUE_NUMBER_INT -> integer(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> floating(parser.getDoubleValue());
      default -> parser.getText();
    };
  }

  private static Object integer(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private Object floating(double value) throws UnreadableException, IOException {
    if (Double.isInfinite(value)) {
      throw new UnreadableException(
          ReadProblems.badValue(file, "is out of the range of numbers"), mark());
    }
    return YamlScalars.whole(value);
  }

  JsonToken required(@Nullable JsonToken token) throws UnreadableException {
    if (token == null) {
      throw new UnreadableException(ReadProblems.notJson(file, "it ends too early"), mark());
    }
    return token;
  }

  private Tree.Mark mark() {
    if (!marks) {
      return ReadProblem.NOWHERE;
    }
    JsonLocation at = parser.currentTokenLocation();
    return new Tree.Mark(at.getLineNr(), at.getColumnNr());
  }

  static UnreadableException refused(String file, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    Tree.Mark mark =
        at == null ? ReadProblem.NOWHERE : new Tree.Mark(at.getLineNr(), at.getColumnNr());
    String reason =
        String.valueOf(StrictJson.refused(e).getMessage())
            .replaceFirst("^not valid JSON: ", "")
            .replaceFirst(" \\(start marker at .*", "")
            .replaceAll("\\p{Cntrl}", "?");
    return new UnreadableException(ReadProblems.notJson(file, reason), mark);
  }
}
