package dev.seaworthy.collectors.tls.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that answer badly are explained, bounded, and never taken for servers that refuse. */
@Timeout(60)
class HostileServerTest {
  private static final ProbeLimits LIMITS =
      new ProbeLimits(Duration.ofMillis(400), Duration.ofSeconds(20), Duration.ofMillis(1));

  /** A record of TLS 1.2 that begins a server hello of 2 MiB. */
  private static final String HUGE_MESSAGE = "16 0303 0004 02 200000";

  static Stream<Arguments> manners() {
    return Stream.of(
        Arguments.of("hangs", FakeServer.HANGS, "it did not answer in time"),
        Arguments.of("closes", FakeServer.CLOSES, "it closed the connection"),
        Arguments.of("resets", FakeServer.RESETS, "it reset the connection"),
        Arguments.of("alerts", FakeServer.ALERTS, "alert handshake_failure"),
        Arguments.of(
            "speaks HTTP",
            FakeServer.SPEAKS_HTTP,
            "it does not speak TLS: it answered `HTTP/1.1 400 Bad Request`"),
        Arguments.of("drips", FakeServer.DRIPS, "its answer did not come to an end in time"),
        Arguments.of(
            "sends an oversize record",
            FakeServer.answering("16 0303 ffff 02"),
            "its answer is larger than TLS allows"),
        Arguments.of(
            "sends an oversize message",
            FakeServer.answering(HUGE_MESSAGE),
            "a message of it is larger than 2097152 bytes"),
        Arguments.of(
            "breaks off in a record",
            FakeServer.answering("16 0303 0040 0200"),
            "it closed the connection in the middle of its answer"),
        Arguments.of(
            "breaks off between records",
            FakeServer.answering("16 0303 0006 02 000030 0303"),
            "it closed the connection in the middle of its answer"),
        Arguments.of(
            "sends a hello that is too short",
            FakeServer.answering("16 0303 0006 02 000002 0303"),
            "a message is shorter than it says"),
        Arguments.of(
            "begins with a certificate",
            FakeServer.answering("16 0303 0007 0b 000003 000000"),
            "its first message is no server hello"),
        Arguments.of(
            "sends an alert of three bytes",
            FakeServer.answering("15 0303 0003 02 28 00"),
            "its alert has 3 bytes"),
        Arguments.of(
            "hides control characters",
            FakeServer.answering("1b5b324a1b5b"),
            "it does not speak TLS: it answered `?[2J?[`"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("manners")
  void aServerThatAcceptsNothingIsUnknownAndSaysWhy(
      String name, FakeServer.Manner manner, String reason) throws Exception {
    try (FakeServer server = new FakeServer(manner)) {
      Map<String, Object> report = probe(server.target()).get(0);
      assertThat(report).containsEntry("status", "unknown").containsEntry("reason", reason);
      assertThat(report).doesNotContainKey("versions");
    }
  }

  @Test
  void whatDoesNotAnswerIsAskedOnceMoreAndThenLeftAlone() throws Exception {
    try (FakeServer server = new FakeServer(FakeServer.HANGS)) {
      probe(server.target());
      // Three versions, one hello each, each twice.
      assertThat(server.connections()).isEqualTo(6);
    }
  }

  @Test
  void anAlertIsNotAskedAgain() throws Exception {
    try (FakeServer server = new FakeServer(FakeServer.ALERTS)) {
      Map<String, Object> report = probe(server.target()).get(0);
      assertThat(report.get("connections")).isEqualTo(server.connections());
      // Hellos of at most a hundred suites: 4 of TLS 1.2, one of 1.3, 2 of each older, one of SSL
      // 2.
      assertThat(server.connections()).isEqualTo(12);
    }
  }

  @Test
  void aPortWhereNothingListensIsSaid() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ProbeTarget target =
        new ProbeTarget(
            "erp.example", port, Optional.of("127.0.0.1"), StartTls.NONE, Optional.empty());
    assertThat(probe(target).get(0))
        .containsEntry("reason", "nothing answers there: the connection is refused");
  }

  @Test
  void theTimeOfAnEndpointEndsItsProbe() throws Exception {
    ProbeLimits limits =
        new ProbeLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(1));
    try (FakeServer server = new FakeServer(FakeServer.HANGS)) {
      long start = System.nanoTime();
      new Prober(limits, step -> {}).probe(List.of(server.target()));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(server.connections()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void noHostSeesMoreThanFourConnectionsAtOnce() throws Exception {
    ProbeLimits limits =
        new ProbeLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(1));
    try (FakeServer server = new FakeServer(FakeServer.HANGS)) {
      List<ProbeTarget> targets =
          IntStream.range(0, 8).mapToObj(i -> server.target(StartTls.NONE, "n" + i)).toList();
      Thread probing =
          new Thread(
              () -> {
                try {
                  new Prober(limits, step -> {}).probe(targets);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      probing.start();
      while (server.connections() < ProbeLimits.MOST_AT_ONCE) {
        Thread.sleep(10);
      }
      // All four hang for five seconds, and four endpoints wait.
      Thread.sleep(1000);
      assertThat(server.connections()).isEqualTo(ProbeLimits.MOST_AT_ONCE);
      probing.interrupt();
      probing.join();
    }
  }

  @Test
  void connectionsToOneHostKeepTheirDistance() throws InterruptedException {
    Pace pace = new Pace(Duration.ofMillis(30));
    long start = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      pace.await("127.0.0.1");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(120));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("refusals")
  void aServerThatDoesNotBecomeTlsIsUnknown(StartTls kind, String says, String reason)
      throws IOException, InterruptedException {
    try (FakeServer server =
        new FakeServer(
            socket -> {
              if (kind != StartTls.SMTP) {
                socket.getInputStream().read();
              }
              socket.getOutputStream().write(says.getBytes(StandardCharsets.ISO_8859_1));
              socket.getOutputStream().flush();
              socket.getInputStream().readNBytes(200);
            })) {
      assertThat(probe(server.target(kind, "db.example")).get(0))
          .containsEntry("status", "unknown")
          .containsEntry("reason", reason);
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(StartTls.POSTGRESQL, "N", "PostgreSQL has TLS switched off"),
        Arguments.of(
            StartTls.POSTGRESQL,
            "E",
            "it answered PostgreSQL's request for TLS with something else"),
        Arguments.of(
            StartTls.LDAP, latin("300c02010178070a013504000400"), "the directory refuses StartTLS"),
        Arguments.of(StartTls.LDAP, "HTTP", "it does not answer as a directory does"),
        Arguments.of(StartTls.SMTP, "554 no\r\n", "it does not greet as a mail server does"),
        Arguments.of(
            StartTls.SMTP,
            "220-hello\r\n220 there\r\n250-mail\r\n250 SIZE 1\r\n",
            "the mail server does not offer STARTTLS"));
  }

  private static String latin(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }

  private static List<Map<String, Object>> probe(ProbeTarget target) throws InterruptedException {
    return new Prober(LIMITS, step -> {}).probe(List.of(target));
  }
}
