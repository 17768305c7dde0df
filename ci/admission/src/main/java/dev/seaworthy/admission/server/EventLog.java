package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.Decision;
import dev.seaworthy.admission.web.FileWatch;
import dev.seaworthy.admission.web.JsonLines;
import dev.seaworthy.engine.evidence.Problem;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Tells of decisions, and of what happens to the server. */
final class EventLog implements FileWatch.Listener, AutoCloseable {
  private final JsonLines lines;
  private final Metrics metrics;

  EventLog(PrintStream out, Clock clock, Metrics metrics) {
    this.lines = new JsonLines(out, clock, metrics::logLineDropped);
    this.metrics = metrics;
  }

  void decision(AdmissionRequest request, Decision decision, Duration took) {
    Map<String, Object> event = DecisionEvent.of(request, decision);
    event.put("warnings", decision.warnings().size());
    event.put("verdict", decision.annotations().getOrDefault("verdict", ""));
    event.put("micros", took.toNanos() / 1_000);
    lines.add(event);
  }

  void problem(String event, Problem problem) {
    lines.add(JsonLines.problem(event, problem));
  }

  void event(String event) {
    lines.add(Map.of("event", event));
  }

  @Override
  public void reloaded(String what) {
    metrics.reloaded(what, true);
    event(what + "-reloaded");
  }

  @Override
  public void notReloaded(String what, Problem problem) {
    metrics.reloaded(what, false);
    problem(what + "-not-reloaded", problem);
  }

  @Override
  public void close() {
    lines.close();
  }
}
