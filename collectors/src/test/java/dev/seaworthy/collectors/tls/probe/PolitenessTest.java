package dev.seaworthy.collectors.tls.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Counted by the servers: endpoints of one address share its limits, whatever port or name. */
@Timeout(60)
class PolitenessTest {
  private static final Duration BETWEEN = Duration.ofMillis(10);
  private static final ProbeLimits LIMITS =
      new ProbeLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), BETWEEN);

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final ConcurrentLinkedQueue<Long> arrivals = new ConcurrentLinkedQueue<>();

  /** Refuses every hello, and takes its time so that connections overlap where they can. */
  private final FakeServer.Manner counting =
      socket -> {
        arrivals.add(System.nanoTime());
        peak.accumulateAndGet(open.incrementAndGet(), Math::max);
        Thread.sleep(60);
        // The client cannot be done with this connection before it is answered.
        open.decrementAndGet();
        FakeServer.ALERTS.treat(socket);
      };

  @Test
  void portsAndNamesOfOneAddressShareItsLimits() throws Exception {
    try (FakeServer one = new FakeServer(counting);
        FakeServer other = new FakeServer(counting)) {
      List<ProbeTarget> targets = new ArrayList<>();
      for (String address : List.of("127.0.0.1", "localhost")) {
        for (FakeServer server : List.of(one, other)) {
          for (String host : List.of("erp.example", "db.example")) {
            targets.add(
                new ProbeTarget(
                    host, server.port(), Optional.of(address), StartTls.NONE, Optional.empty()));
          }
        }
      }
      List<Map<String, Object>> reports = new Prober(LIMITS, step -> {}).probe(targets);
      int told = reports.stream().mapToInt(PolitenessTest::connections).sum();
      assertThat(arrivals).hasSize(told);
      assertThat(peak.get()).isBetween(2, ProbeLimits.MOST_AT_ONCE);
      assertThat(between(arrivals))
          .isGreaterThanOrEqualTo(pace(told).multipliedBy(9).dividedBy(10));
    }
  }

  private static int connections(Map<String, Object> report) {
    return report.get("connections") instanceof Integer count ? count : 0;
  }

  private static Duration between(ConcurrentLinkedQueue<Long> times) {
    long first = times.stream().mapToLong(Long::longValue).min().orElseThrow();
    long last = times.stream().mapToLong(Long::longValue).max().orElseThrow();
    return Duration.ofNanos(last - first);
  }

  /** How long so many connections to one address take at least. */
  private static Duration pace(int connections) {
    return BETWEEN.multipliedBy(connections - 1L);
  }
}
