package dev.seaworthy.collectors.tls.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers made by hand, byte for byte. */
@Timeout(60)
class FlightTest {
  private static final ProbeLimits LIMITS =
      new ProbeLimits(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMillis(1));
  private static final String RANDOM = "cd".repeat(32);

  /** A server hello, whole, with what follows it in the clear. */
  private static String flight(String suite, String extensions) {
    String hello =
        "0303" + RANDOM + "00" + suite + "00" + u16(extensions.length() / 2) + extensions;
    String messages =
        "02"
            + u24(hello.length() / 2)
            + hello
            + "0b"
            + "000009"
            + "000006"
            + "000003"
            + "aabbcc"
            + "0c"
            + "000005"
            + "03"
            + "001d"
            + "0100"
            + "0d"
            + "000004"
            + "00000000"
            + "0e"
            + "000000";
    String first = messages.substring(0, 20);
    String rest = messages.substring(20);
    return "160303" + u16(first.length() / 2) + first + "160303" + u16(rest.length() / 2) + rest;
  }

  @Test
  void aFlightInPiecesIsReadWhole() throws Exception {
    try (FakeServer server = new FakeServer(only(flight("c02f", "ff01000100")))) {
      Map<String, Object> report = probe(server);
      assertThat(report)
          .containsEntry("status", "answered")
          .containsEntry("secureRenegotiation", true)
          .containsEntry("sessionTickets", false)
          .containsEntry("clientCertificateRequested", true)
          .containsEntry("chain", List.of("qrvM"));
      assertThat(version(report, "TLSv1.2").get("suites"))
          .asString()
          .contains("group=x25519", "name=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    }
  }

  @Test
  void aDroppedConnectionIsARefusalWhereAnotherHelloWasAnswered() throws Exception {
    try (FakeServer server = new FakeServer(only(flight("c02f", "")))) {
      assertThat(version(probe(server), "TLSv1.0"))
          .containsEntry("status", "refused")
          .containsEntry("reason", "it closed the connection");
    }
  }

  @Test
  void aSilenceIsNoRefusalWhateverElseWasAnswered() throws Exception {
    FakeServer.Manner manner =
        socket -> {
          FakeServer.Asked asked = FakeServer.hello(socket);
          if (asked.version() == ProtocolVersion.TLS_1_0) {
            socket.getInputStream().readAllBytes();
          } else if (asked.version() == ProtocolVersion.TLS_1_2 && asked.offers(0xc02f)) {
            socket.getOutputStream().write(bytes(flight("c02f", "")));
          }
        };
    try (FakeServer server = new FakeServer(manner)) {
      assertThat(version(probe(server), "TLSv1.0"))
          .containsEntry("status", "unknown")
          .containsEntry("reason", "it did not answer in time");
    }
  }

  @Test
  void anAnswerByAnotherVersionIsARefusal() throws Exception {
    FakeServer.Manner manner =
        socket -> {
          FakeServer.Asked asked = FakeServer.hello(socket);
          if (asked.version() != ProtocolVersion.TLS_1_2 || asked.offers(0xc02f)) {
            socket.getOutputStream().write(bytes(flight("c02f", "")));
          }
        };
    try (FakeServer server = new FakeServer(manner)) {
      assertThat(version(probe(server), "TLSv1.1"))
          .containsEntry("status", "refused")
          .containsEntry("reason", "it answered with TLSv1.2");
    }
  }

  @Test
  void aRequestForAnotherShareTellsVersionSuiteAndGroup() throws Exception {
    String hello =
        "0303"
            + "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c"
            + "00"
            + "1302"
            + "00"
            + "000c"
            + "002b00020304"
            + "003300020018";
    String record = "160303" + u16(hello.length() / 2 + 4) + "02" + u24(hello.length() / 2) + hello;
    FakeServer.Manner manner =
        socket -> {
          FakeServer.Asked asked = FakeServer.hello(socket);
          if (asked.version() == ProtocolVersion.TLS_1_3 && asked.offers(0x1302)) {
            socket.getOutputStream().write(bytes(record));
          }
        };
    try (FakeServer server = new FakeServer(manner)) {
      assertThat(version(probe(server), "TLSv1.3").get("suites"))
          .asString()
          .contains("group=secp384r1", "name=TLS_AES_256_GCM_SHA384");
    }
  }

  @Test
  void aHelloOfSsl2TellsAllItsSuites() throws Exception {
    String hello =
        "04" + "00" + "01" + "0002" + "0002" + "0006" + "0002" + "aabb" + "010080" + "0700c0"
            + "ccdd";
    FakeServer.Manner manner =
        socket -> {
          if (FakeServer.hello(socket).version() == ProtocolVersion.SSL_2) {
            socket.getOutputStream().write(bytes("80" + "15" + hello));
          } else {
            socket.getOutputStream().write(bytes("15030000020228"));
          }
        };
    try (FakeServer server = new FakeServer(manner)) {
      assertThat(version(probe(server), "SSLv2").get("suites"))
          .asString()
          .contains("SSL_CK_RC4_128_WITH_MD5", "SSL_CK_DES_192_EDE3_CBC_WITH_MD5");
    }
  }

  @Test
  void aWarningBeforeTheHelloEndsNothing() throws Exception {
    String warning = "15" + "0303" + "0002" + "01" + "70";
    try (FakeServer server = new FakeServer(only(warning + flight("c02f", "")))) {
      assertThat(probe(server)).containsEntry("status", "answered");
    }
  }

  @Test
  void aSuiteThatWasNotOfferedLeavesTheVersionUnknown() throws Exception {
    try (FakeServer server = new FakeServer(only(flight("1301", "")))) {
      assertThat(probe(server))
          .containsEntry("status", "unknown")
          .containsEntry("reason", "it chose a suite that was not offered");
    }
  }

  /** Answers hellos of TLS 1.2, and closes on others. */
  private static FakeServer.Manner only(String hex) {
    return socket -> {
      FakeServer.Asked asked = FakeServer.hello(socket);
      boolean isStrange = hex.contains(u16(0x1301));
      if (asked.version() == ProtocolVersion.TLS_1_2 && (isStrange || asked.offers(0xc02f))) {
        socket.getOutputStream().write(bytes(hex));
      }
    };
  }

  private static byte[] bytes(String hex) {
    return java.util.HexFormat.of().parseHex(hex);
  }

  private static String u16(int value) {
    return "%04x".formatted(value);
  }

  private static String u24(int value) {
    return "%06x".formatted(value);
  }

  private static Map<String, Object> probe(FakeServer server) throws InterruptedException {
    return new Prober(LIMITS, step -> {}).probe(List.of(server.target())).get(0);
  }

  private static Map<String, Object> version(Map<String, Object> report, String version) {
    Map<String, Object> found = new TreeMap<>();
    for (Object one : (List<?>) Objects.requireNonNull(report.get("versions"))) {
      if (one instanceof Map<?, ?> map && version.equals(map.get("version"))) {
        map.forEach((key, value) -> found.put(String.valueOf(key), value));
      }
    }
    return found;
  }
}
