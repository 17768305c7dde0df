package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.Decision;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Writes one line of JSON for each event. Lines are written by a thread of their own: no answer
 * waits for whoever reads them, and where they come faster than they are read some are dropped.
 */
final class EventLog implements AutoCloseable {
  private static final int WAITING = 10_000;
  private static final String END = "";

  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING);
  private final PrintStream out;
  private final Clock clock;
  private final Metrics metrics;
  private final Thread writer = new Thread(this::write, "event-log");

  EventLog(PrintStream out, Clock clock, Metrics metrics) {
    this.out = out;
    this.clock = clock;
    this.metrics = metrics;
    writer.setDaemon(true);
    writer.start();
  }

  void decision(AdmissionRequest request, Decision decision, Duration took) {
    Map<String, Object> event = DecisionEvent.of(request, decision);
    event.put("warnings", decision.warnings().size());
    event.put("verdict", decision.annotations().getOrDefault("verdict", ""));
    event.put("micros", took.toNanos() / 1_000);
    add(event);
  }

  void problem(String event, Problem problem) {
    add(
        new TreeMap<>(
            Map.of(
                "event", event,
                "code", problem.code(),
                "message", problem.message(),
                "mend", problem.fix())));
  }

  void event(String event) {
    add(new TreeMap<>(Map.of("event", event)));
  }

  private void add(Map<String, Object> event) {
    event.put("time", clock.instant().toString());
    if (!lines.offer(CanonicalJson.of(event).toString())) {
      metrics.logLineDropped();
    }
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
