package dev.seaworthy.collectors.tls.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server, where OpenSSL is on the PATH. */
@Timeout(120)
class OpenSslTest {
  private static final ProbeLimits LIMITS =
      new ProbeLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMillis(1));

  @TempDir Path folder;
  private @Nullable Process server;

  @BeforeEach
  void makeAKey() throws Exception {
    assumeTrue(isInstalled(), "openssl is not on the PATH: no real server is asked");
    run(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.destroy();
    }
  }

  @Test
  void aServerOfTwoVersionsAcceptsThemAndRefusesTheRest() throws Exception {
    Map<String, Object> report =
        probe("-cipher", "ECDHE-RSA-AES128-GCM-SHA256:AES256-SHA", "-min_protocol", "TLSv1.2");
    assertThat(statuses(report))
        .containsExactly(
            "SSLv2 refused",
            "SSLv3 refused",
            "TLSv1.0 refused",
            "TLSv1.1 refused",
            "TLSv1.2 accepted",
            "TLSv1.3 accepted");
    assertThat(report.get("versions"))
        .asString()
        .contains("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_CBC_SHA")
        .doesNotContain("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    assertThat(report)
        .containsEntry("secureRenegotiation", true)
        .containsEntry("compression", false)
        .containsEntry("clientCertificateRequested", false)
        .containsEntry("certificatesFrom", "TLSv1.2");
  }

  @Test
  void aServerOfTls13AloneShowsItsCertificateByAWholeHandshake() throws Exception {
    Map<String, Object> report = probe("-tls1_3", "-verify", "1", "-CAfile", "cert.pem");
    assertThat(report)
        .containsEntry("certificatesFrom", "TLSv1.3")
        .containsEntry("clientCertificateRequested", true);
    assertThat((List<?>) report.get("chain")).hasSize(1);
  }

  @Test
  void whatShowsItselfAfterTheHandshakeIsAsked() throws Exception {
    Map<String, Object> report = probe("-early_data", "-max_early_data", "16384");
    assertThat(part(report, "clientRenegotiation"))
        .containsEntry("status", "refused")
        .containsEntry("reason", "alert no_renegotiation");
    assertThat(part(report, "resumption"))
        .isEqualTo(Map.of("byId", accepted(), "byTicket", accepted()));
    assertThat(part(report, "tickets13"))
        .containsEntry("status", "issued")
        .containsEntry("count", 2)
        .containsEntry("maxEarlyData", 16_384L);
    assertThat(report)
        .containsEntry("clientCertificateRequired", false)
        .containsEntry("stapling", Map.of("status", "none"));
  }

  @Test
  void aServerThatRenegotiatesForItsClientsIsTold() throws Exception {
    Map<String, Object> report = probe("-client_renegotiation", "-no_tls1_3");
    assertThat(part(report, "clientRenegotiation"))
        .isEqualTo(Map.of("status", "accepted", "performed", 10));
    assertThat(report).doesNotContainKey("tickets13");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"-tls1", "-tls1_1", "-tls1_2"})
  void olderVersionsFinishToo(String version) throws Exception {
    Map<String, Object> report = probe(version, "-cipher", "ALL:COMPLEMENTOFALL:@SECLEVEL=0");
    assertThat(part(report, "clientRenegotiation"))
        .containsEntry("reason", "alert no_renegotiation");
    assertThat(part(report, "resumption"))
        .isEqualTo(Map.of("byId", accepted(), "byTicket", accepted()));
  }

  @Test
  void aServerThatResumesNothingIsTold() throws Exception {
    Map<String, Object> report = probe("-no_ticket", "-no_cache", "-num_tickets", "0");
    assertThat(part(report, "resumption"))
        .isEqualTo(
            Map.of(
                "byId",
                Map.of("status", "refused", "reason", "it gives sessions no id"),
                "byTicket",
                Map.of("status", "refused", "reason", "it issues no ticket")));
    assertThat(part(report, "tickets13")).containsEntry("status", "none").containsEntry("count", 0);
  }

  @Test
  void aServerThatDemandsCertificatesLeavesTheRestUnknown() throws Exception {
    Map<String, Object> report = probe("-Verify", "1", "-CAfile", "cert.pem");
    assertThat(report)
        .containsEntry("clientCertificateRequested", true)
        .containsEntry("clientCertificateRequired", true);
    String reason = "it finishes no handshake without a client's certificate: alert ";
    assertThat(part(report, "clientRenegotiation"))
        .isEqualTo(Map.of("status", "unknown", "reason", reason + "handshake_failure"));
    assertThat(part(report, "tickets13"))
        .isEqualTo(Map.of("status", "unknown", "reason", reason + "certificate_required"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void whatIsStapledIsRead(String version) throws Exception {
    Files.writeString(folder.resolve("index.txt"), "V\t491231235959Z\t\t07\tunknown\t/CN=x\n");
    run(
        "req",
        "-x509",
        "-key",
        "key.pem",
        "-out",
        "cert.pem",
        "-days",
        "2",
        "-subj",
        "/CN=x",
        "-set_serial",
        "7");
    run("ocsp", "-issuer", "cert.pem", "-cert", "cert.pem", "-reqout", "request");
    run(
        "ocsp",
        "-index",
        "index.txt",
        "-CA",
        "cert.pem",
        "-rsigner",
        "cert.pem",
        "-rkey",
        "key.pem",
        "-reqin",
        "request",
        "-respout",
        "answer",
        "-ndays",
        "7");
    Map<String, Object> report = probe(version, "-status_file", "answer");
    assertThat(part(report, "stapling"))
        .containsEntry("status", "stapled")
        .containsEntry("certificateStatus", "good")
        .containsKeys("thisUpdate", "nextUpdate");
  }

  private static Map<String, Object> accepted() {
    return Map.of("status", "accepted");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> report, String key) {
    return (Map<String, Object>) java.util.Objects.requireNonNull(report.get(key), key);
  }

  private Map<String, Object> probe(String... settings) throws Exception {
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-quiet",
                "-cert",
                "cert.pem",
                "-key",
                "key.pem"));
    command.addAll(List.of(settings));
    server = start(command);
    await(port);
    ProbeTarget target =
        new ProbeTarget(
            "localhost", port, Optional.of("127.0.0.1"), StartTls.NONE, Optional.empty());
    return new Prober(LIMITS, step -> {}).probe(List.of(target)).get(0);
  }

  private static List<String> statuses(Map<String, Object> report) {
    return ((List<?>) java.util.Objects.requireNonNull(report.get("versions")))
        .stream()
            .map(one -> ((Map<?, ?>) one).get("version") + " " + ((Map<?, ?>) one).get("status"))
            .toList();
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    assertThat(start(command).waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(new File(folder.toFile(), "openssl.log"))
        .start();
  }

  private static void await(int port) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean isInstalled() {
    try {
      return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
