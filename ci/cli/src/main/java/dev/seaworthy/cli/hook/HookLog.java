package dev.seaworthy.cli.hook;

import dev.seaworthy.admission.web.FileWatch;
import dev.seaworthy.admission.web.JsonLines;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells of events, of jobs and of what happens to the server, a line of JSON each. */
final class HookLog implements FileWatch.Listener, JobQueue.Listener, AutoCloseable {
  private static final int MOST_CHARACTERS = 200;

  private final JsonLines lines;
  private final HookMetrics metrics;

  HookLog(PrintStream out, Clock clock, HookMetrics metrics) {
    this.lines = new JsonLines(out, clock, metrics::logLineDropped);
    this.metrics = metrics;
  }

  void event(String event) {
    lines.add(Map.of("event", event));
  }

  /**
   * An event was answered.
   *
   * @param about project and number, where they were read
   */
  void answered(String forge, String delivery, String kind, String result, List<String> about) {
    Map<String, Object> line = new TreeMap<>();
    line.put("event", "hook");
    line.put("forge", forge);
    line.put("delivery", shown(delivery));
    line.put("kind", shown(kind));
    line.put("result", result);
    if (about.size() == 2) {
      line.put("project", shown(about.get(0)));
      line.put("number", about.get(1));
    }
    lines.add(line);
  }

  /** A call was refused. */
  void refused(String forge, HookException e) {
    Map<String, Object> line = JsonLines.problem("hook", e.problem());
    line.put("forge", forge);
    line.put("result", "refused-" + e.status());
    lines.add(line);
  }

  /** A job came to its end, or is to be tried again. */
  void judged(HookJob job, JobResult result, String outcome, Duration took) {
    Map<String, Object> line =
        result.problem().isPresent()
            ? JsonLines.problem("job", result.problem().get())
            : new TreeMap<>(Map.of("event", "job"));
    line.put("forge", job.key().forge());
    line.put("project", job.key().project());
    line.put("number", job.key().number());
    line.put("delivery", shown(job.delivery()));
    line.put("attempt", job.attempts());
    line.put("outcome", outcome);
    line.put("millis", took.toMillis());
    if (!result.head().isEmpty()) {
      line.put("head", result.head());
    }
    if (!result.notes().isEmpty()) {
      line.put("notes", result.notes().stream().map(Printable::of).toList());
    }
    lines.add(line);
  }

  /** Open requests were looked at, and those that nobody had judged were taken in. */
  void caughtUp(int repositories, int found) {
    lines.add(Map.of("event", "caught-up", "repositories", repositories, "queued", found));
  }

  /** The open requests of a repository could not be looked at. */
  void notCaughtUp(ServedRepository served, Problem problem) {
    Map<String, Object> line = JsonLines.problem("not-caught-up", problem);
    line.put("forge", served.forge());
    line.put("project", served.project());
    lines.add(line);
  }

  void problem(String event, Problem problem) {
    lines.add(JsonLines.problem(event, problem));
  }

  @Override
  public void setAside(Path file) {
    metrics.setAside();
    problem(
        "set-aside",
        new Problem(
            "HOOK_HALF_RECORD",
            "`%s` is no whole record of an event, and was put aside".formatted(file),
            "look at it and delete it; an event that was acknowledged is always whole"));
  }

  @Override
  public void unwritable(IOException e) {
    problem("state-unwritable", HookProblems.unwritable());
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

  private static String shown(String text) {
    String safe = Printable.of(text);
    return safe.length() <= MOST_CHARACTERS ? safe : safe.substring(0, MOST_CHARACTERS) + "…";
  }

  @Override
  public void close() {
    lines.close();
  }
}
