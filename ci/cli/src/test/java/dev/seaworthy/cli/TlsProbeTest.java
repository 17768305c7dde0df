package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TlsProbeTest {
  private static final String RELEASE =
      """
      apiVersion: seaworthy.dev/v1
      kind: Release
      candidate: {name: erp, version: 18.0.3}
      environment: production
      evidence: [{collector: tls, paths: [tls]}]
      bundles: [{name: tls, version: 1.1.0}]
      endpoints:
      - host: erp.example
        port: 443
        address: 127.0.0.1
      """;

  @TempDir Path folder;

  @Test
  void anEndpointThatIsNotListedIsRefused() throws IOException {
    Bench.Ran ran = new Bench().run("tls", "probe", release(RELEASE), "other.example:443");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("`other.example:443` is not among the endpoints of", "so it is not probed")
        .contains("name one of `erp.example:443`");
  }

  @Test
  void aReleaseWithoutEndpointsHasNothingToProbe() throws IOException {
    String none = RELEASE.substring(0, RELEASE.indexOf("endpoints:"));
    Bench.Ran ran = new Bench().run("tls", "probe", release(none));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("lists no endpoints, and nothing else is probed");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 443         | port: https           | 9:9: error: `port` is not a number from 1 to 65535",
        "port: 443         | port: 70000           | 9:9: error: `port` is not a number from 1 to 65535",
        "port: 443         | prot: 443             | 9:3: error: unknown key `prot`",
        "erp.example       | https://erp.example/  | 8:9: error: `https://erp.example/` is not a host",
        "address: 127.0.0.1 | starttls: imap       | 10:13: error: `starttls` cannot be `imap`",
        "address: 127.0.0.1 | serverName: 10.0.0.1 | 10:15: error: `10.0.0.1` is not the name of a host",
      })
  void aMistakeIsToldWithItsPlace(String what, String by, String message) throws IOException {
    Bench.Ran ran = new Bench().run("tls", "probe", release(RELEASE.replace(what, by)));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(message);
  }

  @Test
  void anEndpointStandsThereOnce() throws IOException {
    Bench.Ran ran =
        new Bench().run("tls", "probe", release(RELEASE + "- {host: ERP.example, port: 443}\n"));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("11:3: error: `erp.example:443` stands in `endpoints` twice");
  }

  @Test
  void aServerThatRefusesEveryHelloIsUnknownInTableAndFile() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      refuse(server);
      Path release = release(RELEASE.replace("443", String.valueOf(server.getLocalPort())));
      Path file = folder.resolve("probe.json");
      Bench.Ran ran = new Bench().run("tls", "probe", release, "-o", file, "--rate", "1000");
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.out())
          .contains(": unknown, alert handshake_failure", "endpoints: 1, answered: 0");
      JsonNode document = new ObjectMapper().readTree(file.toFile());
      assertThat(document.path("kind").asText()).isEqualTo("TlsProbe");
      assertThat(document.path("environment").asText()).isEqualTo("production");
      assertThat(document.path("at").asText()).isEqualTo("2026-11-25T08:00:00Z");
      assertThat(document.at("/endpoints/0/status").asText()).isEqualTo("unknown");
    }
  }

  private static void refuse(ServerSocket server) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  socket.getInputStream().read(new byte[4096]);
                  socket.getOutputStream().write(new byte[] {21, 3, 1, 0, 2, 2, 40});
                } catch (IOException e) {
                  // The test is over, or the client was first to end it.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private Path release(String text) throws IOException {
    return Files.writeString(folder.resolve("release.yaml"), text);
  }
}
