package dev.seaworthy.collectors.tls.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Asks endpoints what of TLS they accept. Each is asked by one connection after the other, and few
 * of them at one time: no host ever sees more than {@link ProbeLimits#MOST_AT_ONCE} at once.
 */
public final class Prober {
  private final ProbeLimits limits;
  private final Consumer<String> progress;

  /**
   * @param progress is told what is asked; from several threads
   */
  public Prober(ProbeLimits limits, Consumer<String> progress) {
    this.limits = limits;
    this.progress = progress;
  }

  /** What the endpoints answered, in their order, as documents have it. */
  public List<Map<String, Object>> probe(List<ProbeTarget> targets) throws InterruptedException {
    Pace pace = new Pace(limits.between());
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(targets.size(), ProbeLimits.MOST_AT_ONCE)),
            work -> {
              Thread thread = new Thread(work, "tls-probe");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<Map<String, Object>>> running =
          targets.stream()
              .map(one -> pool.submit(new EndpointProbe(one, limits, pace, progress)::run))
              .toList();
      List<Map<String, Object>> reports = new ArrayList<>();
      for (Future<Map<String, Object>> one : running) {
        reports.add(one.get());
      }
      return reports;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "an endpoint's probe tells all that goes wrong", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
