package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.ClusterCache;
import dev.seaworthy.admission.Decision;
import dev.seaworthy.engine.policy.PolicyBundle;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What Prometheus scrapes. */
final class Metrics {
  /** A cluster has some hundreds of kinds; who calls directly must not make more of them. */
  private static final int MOST_KINDS = 500;

  private static final String PREFIX = "seaworthy.admission.";
  private static final Duration[] BUCKETS =
      Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Timer latency =
      Timer.builder(PREFIX + "duration")
          .description("Time from the whole request to its answer")
          .serviceLevelObjectives(BUCKETS)
          .register(registry);
  private final MultiGauge bundles =
      MultiGauge.builder(PREFIX + "bundle.info").description("Bundles in force").register(registry);
  private final CacheGauges cache = new CacheGauges(registry);
  private final Set<String> kinds = ConcurrentHashMap.newKeySet();

  Metrics() {
    // Prometheus sees no increase in what begins with its first use, and that may be the only one.
    Stream.of("opened", "needless", "refused").forEach(this::brokenGlass);
  }

  /** A request was answered. */
  void answered(AdmissionRequest request, Decision decision, Duration took) {
    latency.record(took);
    registry
        .counter(
            PREFIX + "requests",
            Tags.of(
                "operation", request.operation().name(),
                "kind", kind(request.kind()),
                "result", decision.result().id(),
                "answer", answer(decision)))
        .increment();
    if (decision.usesWaiver()) {
      registry.counter(PREFIX + "waived").increment();
    }
    if (!decision.breakGlass().isEmpty()) {
      brokenGlass(decision.breakGlass()).increment();
    }
  }

  /** A review was answered without being judged. */
  void notJudged(String reason) {
    registry.counter(PREFIX + "shed", "reason", reason).increment();
  }

  /** A call that was no review. */
  void refused(int status) {
    registry.counter(PREFIX + "refused", "status", Integer.toString(status)).increment();
  }

  void reloaded(String what, boolean succeeded) {
    registry
        .counter(PREFIX + "reloads", "what", what, "outcome", succeeded ? "success" : "failure")
        .increment();
  }

  void logLineDropped() {
    registry.counter(PREFIX + "log.dropped").increment();
  }

  void inForce(List<PolicyBundle> chosen) {
    bundles.register(
        chosen.stream()
            .map(
                bundle ->
                    MultiGauge.Row.of(
                        Tags.of(
                            "name", bundle.name(),
                            "version", bundle.version(),
                            "digest", bundle.digest().toString()),
                        1))
            .toList(),
        true);
  }

  /** How many reviews wait. */
  void queue(Supplier<Number> length) {
    Gauge.builder(PREFIX + "queue", length)
        .description("Reviews that wait for a worker")
        .register(registry);
  }

  /** How many reviews wait unread. */
  void outside(Supplier<Number> count) {
    Gauge.builder(PREFIX + "queue.outside", count)
        .description("Reviews that wait unread, for want of memory")
        .register(registry);
  }

  /** How many waivers are in a state. */
  void waivers(String state, Supplier<Number> count) {
    Gauge.builder(PREFIX + "waivers", count)
        .description("Waivers that hold, that hold and covered nothing yet, that expired")
        .tag("state", state)
        .register(registry);
  }

  /** Decisions under a checkpoint and those that wait for one. */
  void decisions(Supplier<Number> unsealed, Supplier<Number> sealed) {
    Gauge.builder(PREFIX + "decisions.unsealed", unsealed)
        .description("Decisions that wait for a signed checkpoint")
        .register(registry);
    Gauge.builder(PREFIX + "decisions.sealed", sealed)
        .description("Entries of the decision log under its checkpoint")
        .register(registry);
  }

  /** How many decisions are under a checkpoint that has a time stamp. */
  void stamps(Supplier<Number> stamped) {
    stampFailures();
    Gauge.builder(PREFIX + "decisions.stamped", stamped)
        .description("Entries of the decision log under a checkpoint with a time stamp")
        .register(registry);
  }

  /** No authority gave a time stamp, or it could not be kept. */
  void stampFailed() {
    stampFailures().increment();
  }

  private Counter stampFailures() {
    return registry.counter(PREFIX + "decisions.stamp.failures");
  }

  /** A decision could not be kept. */
  void decisionLost() {
    registry.counter(PREFIX + "decisions.lost").increment();
  }

  /** How a cluster's objects are held. */
  void cache(Supplier<List<ClusterCache.Held>> held) {
    cache.of(held);
  }

  /** When the certificate that is served ends. */
  void certificate(Supplier<Instant> end) {
    Gauge.builder(PREFIX + "certificate.expiry", () -> end.get().getEpochSecond())
        .description("When the certificate ends")
        .baseUnit("seconds")
        .register(registry);
  }

  /** In Prometheus' text format 0.0.4. */
  String text() {
    cache.look();
    return registry.scrape();
  }

  private Counter brokenGlass(String outcome) {
    return registry.counter(PREFIX + "break.glass", "outcome", outcome);
  }

  private String kind(String kind) {
    if (kind.isEmpty() || (!kinds.contains(kind) && kinds.size() >= MOST_KINDS)) {
      return "other";
    }
    kinds.add(kind);
    return kind;
  }

  private static String answer(Decision decision) {
    if (!decision.allowed()) {
      return "denied";
    }
    return decision.warnings().isEmpty() ? "allowed" : "warned";
  }
}
