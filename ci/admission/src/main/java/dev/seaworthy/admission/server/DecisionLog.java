package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.Decision;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.TransparencyLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps each decision in a log before it is told, so that whoever acted on one finds it there. The
 * system has it then: it outlives this process at once, and the machine within a second. A disk
 * that takes no more keeps no answer back: decisions that are lost are counted, and the log says
 * how many as soon as it can.
 */
final class DecisionLog implements DecisionKeeper {
  private static final int FORCE_MILLIS = 1_000;

  /** Room for the rest of an entry, whatever a request is called. */
  private static final int MOST_BYTES = 60_000;

  private final AtomicLong lost = new AtomicLong();
  private final TransparencyLog log;
  private final Clock clock;
  private final Metrics metrics;
  private final EventLog events;
  private final Duration interval;
  private final Optional<DecisionStamps> stamps;
  private final Thread background = new Thread(this::keepUp, "decision-log");

  private DecisionLog(
      TransparencyLog log, DecisionFolder options, Clock clock, Metrics metrics, EventLog events)
      throws LogException {
    this.log = log;
    this.clock = clock;
    this.metrics = metrics;
    this.events = events;
    metrics.decisions(log::unsealed, () -> log.sealed().size());
    this.interval = options.interval();
    this.stamps =
        options.stamping().isPresent()
            ? Optional.of(
                DecisionStamps.begin(options.folder(), options.stamping().get(), metrics, events))
            : Optional.empty();
    background.setDaemon(true);
    background.start();
  }

  /**
   * Opens the log, and seals what an earlier process left.
   *
   * @throws AdmissionException if it cannot be used
   */
  static DecisionLog open(DecisionFolder options, Clock clock, Metrics metrics, EventLog events)
      throws AdmissionException {
    try {
      TransparencyLog log =
          TransparencyLog.open(options.folder(), options.key(), "seaworthy/admission/" + name());
      log.found().forEach(problem -> events.problem("decision-log-repaired", problem));
      return new DecisionLog(log, options, clock, metrics, events);
    } catch (LogException e) {
      throw new AdmissionException(e.problem());
    }
  }

  @Override
  public void keep(AdmissionRequest request, Decision decision) {
    Map<String, Object> event = DecisionEvent.of(request, decision);
    event.put("subresource", request.subresource());
    event.put("warnings", decision.warnings());
    event.put("message", decision.message());
    event.put("annotations", decision.annotations());
    byte[] entry = entry(event);
    if (entry.length > MOST_BYTES) {
      event.put("warnings", decision.warnings().size());
      event.remove("message");
      event.remove("annotations");
      event.put("verdict", decision.annotations().getOrDefault("verdict", ""));
      event.put("shortened", true);
      entry = entry(event);
    }
    try {
      tellLost();
      log.append(entry);
    } catch (LogException e) {
      if (lost.getAndIncrement() == 0) {
        events.problem("decision-lost", e.problem());
      }
      metrics.decisionLost();
    }
  }

  private void tellLost() throws LogException {
    long count = lost.getAndSet(0);
    if (count == 0) {
      return;
    }
    try {
      log.append(entry(new TreeMap<>(Map.of("event", "lost", "count", count))));
    } catch (LogException e) {
      lost.addAndGet(count);
      throw e;
    }
  }

  private byte[] entry(Map<String, Object> event) {
    event.put("time", clock.instant().toString());
    return CanonicalJson.of(event).bytes();
  }

  /** Forces and seals until it is told to stop. */
  private void keepUp() {
    long sealed = System.nanoTime();
    try {
      while (true) {
        Thread.sleep(Math.min(FORCE_MILLIS, interval.toMillis()));
        if (System.nanoTime() - sealed >= interval.toNanos()) {
          attempt(log::seal);
          sealed = System.nanoTime();
        } else {
          attempt(log::force);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Step {
    void run() throws LogException;
  }

  /** What fails now is tried again; whoever watches the metrics sees that the log falls behind. */
  private void attempt(Step step) {
    try {
      step.run();
    } catch (LogException e) {
      events.problem("decision-log-failed", e.problem());
    } catch (RuntimeException e) {
      // A defect must not end the thread: what waits is still in its files.
      events.event("decision-log-broken");
    }
  }

  /** Another replica's log has another name, though its key be the same. */
  private static String name() {
    byte[] name = new byte[8];
    new SecureRandom().nextBytes(name);
    return HexFormat.of().formatHex(name);
  }

  /** Seals what was kept. */
  @Override
  public void close() {
    stamps.ifPresent(DecisionStamps::close);
    background.interrupt();
    try {
      background.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    attempt(log::close);
  }
}
