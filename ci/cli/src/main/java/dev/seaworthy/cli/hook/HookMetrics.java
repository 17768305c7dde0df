package dev.seaworthy.cli.hook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What Prometheus scrapes. */
final class HookMetrics {
  private static final String PREFIX = "seaworthy.hooks.";
  private static final Duration[] BUCKETS =
      Stream.of(1, 2, 5, 10, 30, 60, 120, 300, 600)
          .map(Duration::ofSeconds)
          .toArray(Duration[]::new);

  /** Whoever knows the secret must not make more of them. */
  private static final Set<String> EVENTS =
      Set.of("pull_request", "Merge Request Hook", "ping", "push", "Push Hook");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** An event was answered. */
  void answered(String forge, String event, String result) {
    registry
        .counter(
            PREFIX + "events",
            Tags.of(
                "forge", forge,
                "event", EVENTS.contains(event) ? event : "other",
                "result", result))
        .increment();
  }

  /** Judging came to an end, for now. */
  void judged(String forge, String outcome, Duration took) {
    Timer.builder(PREFIX + "job")
        .description("Time from a job's beginning to its end")
        .serviceLevelObjectives(BUCKETS)
        .tags("forge", forge, "outcome", outcome)
        .register(registry)
        .record(took);
  }

  void setAside() {
    registry.counter(PREFIX + "aside").increment();
  }

  void logLineDropped() {
    registry.counter(PREFIX + "log.dropped").increment();
  }

  void reloaded(String what, boolean succeeded) {
    registry
        .counter(PREFIX + "reloads", "what", what, "outcome", succeeded ? "success" : "failure")
        .increment();
  }

  void queue(Supplier<Number> waiting, Supplier<Number> running, Supplier<Number> oldestSeconds) {
    gauge("queue", "Requests that wait to be judged", waiting);
    gauge("running", "Requests that are judged now", running);
    gauge("oldest.seconds", "How long the oldest request has waited", oldestSeconds);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).register(registry);
  }

  /** In Prometheus' text format 0.0.4. */
  String text() {
    return registry.scrape();
  }
}
