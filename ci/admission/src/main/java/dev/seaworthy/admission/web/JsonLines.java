package dev.seaworthy.admission.web;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Writes one line of JSON for each event. Lines are written by a thread of their own: no answer
 * waits for whoever reads them, and where they come faster than they are read some are dropped.
 */
public final class JsonLines implements AutoCloseable {
  private static final int WAITING = 10_000;
  private static final String END = "";

  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING);
  private final PrintStream out;
  private final Clock clock;
  private final Runnable dropped;
  private final Thread writer = new Thread(this::write, "event-log");

  /**
   * A log.
   *
   * @param dropped is told of each line that is not written
   */
  public JsonLines(PrintStream out, Clock clock, Runnable dropped) {
    this.out = out;
    this.clock = clock;
    this.dropped = dropped;
    writer.setDaemon(true);
    writer.start();
  }

  /** Writes an event, and when it was. */
  public void add(Map<String, Object> event) {
    Map<String, Object> timed = new TreeMap<>(event);
    timed.put("time", clock.instant().toString());
    if (!lines.offer(CanonicalJson.of(timed).toString())) {
      dropped.run();
    }
  }

  /** An event as it is told of a problem. */
  public static Map<String, Object> problem(String event, Problem problem) {
    return new TreeMap<>(
        Map.of(
            "event", event,
            "code", problem.code(),
            "message", problem.message(),
            "mend", problem.fix()));
  }

  private void write() {
    try {
      for (String line = lines.take(); !line.equals(END); line = lines.take()) {
        out.println(line);
        // The stream may hold lines back, and who watches a quiet server waits for them.
        if (lines.isEmpty()) {
          out.flush();
        }
      }
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what waits; gives up after a second if nobody reads. */
  @Override
  public void close() {
    if (lines.offer(END)) {
      try {
        writer.join(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
