package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.JsonListReader;
import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads the events of one watch as they come: a line of JSON each. */
final class WatchStream {
  /**
   * One event.
   *
   * @param type {@code ADDED}, {@code MODIFIED}, {@code DELETED}, {@code BOOKMARK} or {@code ERROR}
   * @param object as it is now; of an error a Status
   */
  record Event(String type, Tree.Mapping object) {
    /** The moment of the cluster that the event shows. */
    String resourceVersion() {
      return object
          .mapping("metadata")
          .flatMap(metadata -> metadata.text("resourceVersion"))
          .orElse("");
    }
  }

  /** Above what an API server keeps of one object; a line that never ends must end somewhere. */
  static final int MOST_EVENT_BYTES = 16 << 20;

  /** An event is read as the item of a list, by the same reader and with the same limits. */
  private static final byte[] BEFORE = "{\"items\":[".getBytes(StandardCharsets.UTF_8);

  private static final byte[] AFTER = "]}".getBytes(StandardCharsets.UTF_8);

  private final InputStream in;
  private final String path;
  private final ClusterProblems problems;
  private final byte[] buffer = new byte[8 << 10];
  private int at;
  private int end;

  /**
   * A stream of events.
   *
   * @param path that is watched, for messages
   */
  WatchStream(InputStream in, String path, ClusterProblems problems) {
    this.in = in;
    this.path = path;
    this.problems = problems;
  }

  /**
   * Waits for the next event; empty where the server ended the watch after a whole one.
   *
   * @throws IOException if the bytes stop coming
   * @throws ApiException if what comes is no event
   */
  Optional<Event> next() throws IOException, ApiException {
    byte[] line = line();
    while (line.length == 0 && at < end) {
      line = line();
    }
    return line.length == 0 ? Optional.empty() : Optional.of(event(line));
  }

  /** The bytes up to the next end of a line; none at the end of the stream. */
  private byte[] line() throws IOException, ApiException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (at == end && !fill()) {
        if (line.size() > 0) {
          throw new EOFException("the watch ended within an event");
        }
        return line.toByteArray();
      }
      int newline = newline();
      line.write(buffer, at, newline - at);
      if (line.size() > MOST_EVENT_BYTES) {
        throw lost("an event has more than %d bytes".formatted(MOST_EVENT_BYTES));
      }
      at = newline;
      if (newline < end) {
        at++;
        return line.toByteArray();
      }
    }
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  private int newline() {
    int newline = at;
    while (newline < end && buffer[newline] != '\n') {
      newline++;
    }
    return newline;
  }

  private Event event(byte[] line) throws IOException, ApiException {
    List<Tree> items = new ArrayList<>();
    InputStream list =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream(BEFORE),
                    new ByteArrayInputStream(line),
                    new ByteArrayInputStream(AFTER))));
    Optional<Problem> problem =
        new JsonListReader(path, Limits.DEFAULT).read(list, items::add).problem();
    if (problem.isPresent()) {
      throw lost(problem.get().message());
    }
    Optional<Tree.Mapping> event = items.stream().findFirst().flatMap(Tree::asMapping);
    Optional<String> type = event.flatMap(one -> one.text("type"));
    Optional<Tree.Mapping> object = event.flatMap(one -> one.mapping("object"));
    if (type.isEmpty() || object.isEmpty()) {
      throw lost("it is no event of a watch");
    }
    return new Event(type.get(), object.get());
  }

  private ApiException lost(String reason) {
    return new ApiException(problems.unreadable(path, reason), ApiException.Reach.REQUEST);
  }
}
