package dev.seaworthy.collectors.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.engine.evidence.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a list of objects as an API server answers it, one item after the other, so that a long
 * list is never held as a whole.
 */
public final class JsonListReader {
  /**
   * What came beside the items.
   *
   * @param head the list without its items
   * @param problem why reading ended before the end of the list
   */
  public record Rest(Tree.Mapping head, Optional<Problem> problem) {}

  private final String name;
  private final Limits limits;
  private final Map<String, Tree.Entry> head = new LinkedHashMap<>();

  /**
   * A reader of one list.
   *
   * @param name of the list, for messages
   * @param limits hold for each item as they do for a file
   */
  public JsonListReader(String name, Limits limits) {
    this.name = name;
    this.limits = limits;
  }

  /**
   * Reads {@code in} to its end or to the first fault, and closes it.
   *
   * @param items takes each item; none is kept after the call
   * @throws IOException if the bytes stop coming
   */
  public Rest read(InputStream in, Consumer<Tree> items) throws IOException {
    Metered metered = new Metered(in, limits.maxTreeBytes());
    try (JsonParser parser = JsonReader.FACTORY.createParser(metered)) {
      read(parser, new JsonReader(name, parser, limits, false), metered, items);
      return rest(Optional.empty());
    } catch (UnreadableException e) {
      return rest(Optional.of(e.problem()));
    } catch (JsonProcessingException e) {
      return rest(Optional.of(JsonReader.refused(name, e).problem()));
    } catch (TooLargeException e) {
      return rest(Optional.of(ReadProblems.tooLarge(name, limits.maxTreeBytes())));
    }
  }

  private void read(JsonParser parser, JsonReader reader, Metered metered, Consumer<Tree> items)
      throws UnreadableException, IOException {
    if (reader.required(parser.nextToken()) != JsonToken.START_OBJECT) {
      throw new UnreadableException(
          ReadProblems.notJson(name, "it is no object"), ReadProblem.NOWHERE);
    }
    while (reader.required(parser.nextToken()) == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken first = reader.required(parser.nextToken());
      if (key.equals("items") && first == JsonToken.START_ARRAY) {
        for (JsonToken item = reader.required(parser.nextToken());
            item != JsonToken.END_ARRAY;
            item = reader.required(parser.nextToken())) {
          items.accept(tree(reader.value(item)));
          metered.restart();
        }
      } else {
        head.put(key, new Tree.Entry(ReadProblem.NOWHERE, tree(reader.value(first))));
      }
    }
  }

  private static Tree tree(ParsedDocument value) throws UnreadableException {
    if (!value.remarks().isEmpty()) {
      throw value.remarks().get(0);
    }
    return value.root();
  }

  private Rest rest(Optional<Problem> problem) {
    return new Rest(new Tree.Mapping(ReadProblem.NOWHERE, head), problem);
  }

  /** Says that an item has more bytes than are held. */
  private static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Lets a number of bytes through until it is told to begin again. */
  private static final class Metered extends FilterInputStream {
    private final long limit;
    private long passed;

    Metered(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    void restart() {
      passed = 0;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int count = super.read(to, offset, length);
      count(count);
      return count;
    }

    private void count(int more) throws TooLargeException {
      passed += Math.max(0, more);
      if (passed > limit) {
        throw new TooLargeException();
      }
    }
  }
}
