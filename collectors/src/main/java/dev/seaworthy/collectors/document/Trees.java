package dev.seaworthy.collectors.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings trees back from evidence, with their marks. */
public final class Trees {
  private final @Nullable HashedLocations locations;

  private Trees(@Nullable HashedLocations locations) {
    this.locations = locations;
  }

  /**
   * The mapping under {@code key} of {@code content}.
   *
   * @param locations begin at that mapping; marks come back where {@link HashedLocations} hold them
   */
  public static Tree.Mapping mappingIn(CanonicalJson content, String key, Locations locations) {
    Trees trees = new Trees(locations instanceof HashedLocations hashed ? hashed : null);
    if (trees.treeIn(content, key) instanceof Tree.Mapping mapping) {
      return mapping;
    }
    throw new IllegalArgumentException("the content has no object under `" + key + "`");
  }

  /** The path that the list under {@code key} of {@code content} is. */
  public static JsonPath pathIn(CanonicalJson content, String key) {
    if (new Trees(null).treeIn(content, key) instanceof Tree.Sequence list) {
      return new JsonPath(list.items().stream().map(Trees::step).toList());
    }
    throw new IllegalArgumentException("the content has no list under `" + key + "`");
  }

  private static Object step(Tree item) {
    return item.plain() instanceof Long position ? position.intValue() : item.plain();
  }

  private @Nullable Tree treeIn(CanonicalJson content, String key) {
    try (JsonParser parser = content.parser()) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          parser.nextToken();
          if (name.equals(key)) {
            return tree(parser, HashedLocations.SEED);
          }
          parser.skipChildren();
        }
      }
      return null;
    } catch (IOException e) {
      throw new IllegalStateException("canonical bytes are well-formed", e);
    }
  }

  /** The value that the parser's token begins. */
  private Tree tree(JsonParser parser, long path) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, path);
      case START_ARRAY -> sequence(parser, path);
      default -> new Tree.Scalar(mark(path), scalar(parser));
    };
  }

  private Tree.Sequence sequence(JsonParser parser, long path) throws IOException {
    List<Tree> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(tree(parser, HashedLocations.then(path, items.size())));
    }
    return new Tree.Sequence(mark(path), items);
  }

  private Tree.Mapping mapping(JsonParser parser, long path) throws IOException {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      Tree value = tree(parser, HashedLocations.then(path, name));
      // The mark of a path in a mapping is that of its key.
      entries.put(name, new Tree.Entry(value.mark(), value));
    }
    return new Tree.Mapping(mark(path), entries);
  }

  private static Object scalar(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> CanonicalJson.NULL;
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> throw new IllegalStateException("no value begins with " + parser.currentToken());
    };
  }

  private Tree.Mark mark(long path) {
    return locations == null ? ReadProblem.NOWHERE : locations.markOf(path);
  }
}
