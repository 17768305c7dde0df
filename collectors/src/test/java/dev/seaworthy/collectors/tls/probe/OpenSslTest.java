package dev.seaworthy.collectors.tls.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
