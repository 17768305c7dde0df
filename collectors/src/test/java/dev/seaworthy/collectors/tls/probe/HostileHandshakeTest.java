package dev.seaworthy.collectors.tls.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers whose first flight is in order and that behave badly afterwards, within the handshake and
 * after it: explained, bounded, and never taken for an answer.
 */
@Timeout(120)
class HostileHandshakeTest {
  private static final ProbeLimits LIMITS =
      new ProbeLimits(Duration.ofMillis(500), Duration.ofSeconds(40), Duration.ofMillis(1));

  /** Time enough for the platform to answer hellos, on a machine that is busy. */
  private static final ProbeLimits PATIENT =
      new ProbeLimits(Duration.ofSeconds(3), Duration.ofSeconds(80), Duration.ofMillis(1));

  /** TLS_RSA_WITH_AES_128_CBC_SHA: the client answers a certificate at once. */
  private static final int SUITE = 0x002f;

  private static final FakeServer.Manner DRIPS = HostileHandshakeTest::drip;
  private static final FakeServer.Manner FLOODS = HostileHandshakeTest::flood;

  private static final KeyPair KEYS = keys();
  private static final X509Certificate CERTIFICATE = certificate();
  private static final SSLContext CONTEXT = context();

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate() {
    X500Name name = new X500Name("CN=erp.example");
    Instant now = Instant.now();
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      name,
                      BigInteger.ONE,
                      Date.from(now.minusSeconds(3600)),
                      Date.from(now.plusSeconds(86_400)),
                      name,
                      KEYS.getPublic())
                  .build(new JcaContentSignerBuilder("SHA256withRSA").build(KEYS.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Arguments> mannersWithin() {
    return Stream.of(
        Arguments.of("hangs", FakeServer.HANGS, "it did not answer in time"),
        Arguments.of("closes", (FakeServer.Manner) socket -> {}, "it closed the connection"),
        Arguments.of(
            "resets",
            (FakeServer.Manner) socket -> socket.setSoLinger(true, 0),
            "it reset the connection"),
        Arguments.of("alerts", writing("15 0303 0002 02 28"), "alert handshake_failure"),
        Arguments.of("drips", DRIPS, "it did not answer in time"),
        Arguments.of(
            "speaks HTTP",
            (FakeServer.Manner)
                socket ->
                    socket
                        .getOutputStream()
                        .write("HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
            "its answer breaks the rules of TLS: unexpected_message"),
        Arguments.of(
            "sends garbage",
            writing("16 0303 0010 00112233445566778899aabbccddeeff"),
            "its answer cannot be read"),
        Arguments.of(
            "sends a message of 16 MiB",
            writing("16 0303 0004 0f ffffff"),
            "its answer cannot be read"),
        Arguments.of("never stops", FLOODS, "it sent more than a handshake has"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mannersWithin")
  void aHandshakeThatDoesNotEndIsUnknownAndSaysWhy(
      String name, FakeServer.Manner manner, String reason) throws Exception {
    long start = System.nanoTime();
    try (FakeServer server = new FakeServer(socket -> afterFlight(socket, manner))) {
      Map<String, Object> report = probe(server, LIMITS);
      assertThat(report).containsEntry("status", "answered");
      Map<String, Object> unknown = Map.of("status", "unknown", "reason", reason);
      assertThat(report.get("clientRenegotiation")).isEqualTo(unknown);
      assertThat(report.get("resumption")).isEqualTo(Map.of("byId", unknown, "byTicket", unknown));
      assertThat(report).doesNotContainKey("clientCertificateRequired");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  static Stream<Arguments> mannersAfter() {
    return Stream.of(
        Arguments.of("hangs", FakeServer.HANGS, "unknown", "it did not answer in time"),
        Arguments.of(
            "sends garbage",
            afterAQuestion(writing("16 0303 0020" + "ab".repeat(32))),
            "unknown",
            "its answer breaks the rules of TLS: bad_record_mac"),
        Arguments.of("drips", DRIPS, "unknown", "it did not answer in time"),
        Arguments.of(
            "resets",
            afterAQuestion(socket -> socket.setSoLinger(true, 0)),
            "refused",
            "it reset the connection"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mannersAfter")
  void aRenegotiationThatIsNotAnsweredIsNoRefusal(
      String name, FakeServer.Manner manner, String status, String reason) throws Exception {
    try (FakeServer server = new FakeServer(socket -> afterHandshake(socket, manner))) {
      Map<String, Object> report = probe(server, PATIENT);
      assertThat(report).containsEntry("clientCertificateRequired", false);
      assertThat(report.get("clientRenegotiation"))
          .isEqualTo(Map.of("status", status, "performed", 0, "reason", reason));
    }
  }

  @Test
  void theTimeOfTheEndpointBoundsHandshakesToo() throws Exception {
    ProbeLimits limits =
        new ProbeLimits(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofMillis(1));
    long start = System.nanoTime();
    try (FakeServer server = new FakeServer(socket -> afterFlight(socket, FakeServer.HANGS))) {
      new Prober(limits, step -> {}).probe(List.of(server.target()));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
  }

  /** Answers hellos that offer the suite by a flight in order; what comes then is the manner's. */
  private static void afterFlight(Socket socket, FakeServer.Manner manner)
      throws IOException, InterruptedException {
    FakeServer.Asked asked = FakeServer.hello(socket);
    if (asked.version() != ProtocolVersion.TLS_1_2 || !asked.offers(SUITE)) {
      socket.getOutputStream().write(HexFormat.of().parseHex("15030300020228"));
      return;
    }
    socket.getOutputStream().write(flight());
    byte[] header = socket.getInputStream().readNBytes(5);
    if (header.length == 5 && header[0] == 22) {
      manner.treat(socket);
    }
  }

  private static byte[] flight() {
    byte[] der;
    try {
      der = CERTIFICATE.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    byte[] hello =
        new Bytes()
            .u16(0x0303)
            .raw(new byte[ClientHello.RANDOM_BYTES])
            .vector8(new byte[0])
            .u16(SUITE)
            .u8(0)
            .vector16(HexFormat.of().parseHex("ff01000100"))
            .toArray();
    byte[] chain = new Bytes().u24(der.length).raw(der).toArray();
    byte[] messages =
        new Bytes()
            .u8(2)
            .u24(hello.length)
            .raw(hello)
            .u8(11)
            .u24(chain.length + 3)
            .u24(chain.length)
            .raw(chain)
            .u8(14)
            .u24(0)
            .toArray();
    return new Bytes().u8(22).u16(0x0303).vector16(messages).toArray();
  }

  /** A real handshake of TLS 1.2 by the Java platform. */
  private static void afterHandshake(Socket socket, FakeServer.Manner manner)
      throws IOException, InterruptedException {
    SSLSocket secure =
        (SSLSocket) CONTEXT.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secure.setUseClientMode(false);
    secure.setEnabledProtocols(new String[] {"TLSv1.2"});
    secure.startHandshake();
    manner.treat(socket);
  }

  private static SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", KEYS.getPrivate(), new char[0], new Certificate[] {CERTIFICATE});
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FakeServer.Manner writing(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return socket -> socket.getOutputStream().write(bytes);
  }

  /** Not before the client says something. */
  private static FakeServer.Manner afterAQuestion(FakeServer.Manner manner) {
    return socket -> {
      socket.getInputStream().read();
      manner.treat(socket);
    };
  }

  private static void drip(Socket socket) throws IOException, InterruptedException {
    byte[] record = HexFormat.of().parseHex("1603030050");
    for (int i = 0; i < 100; i++) {
      socket.getOutputStream().write(i < record.length ? record[i] : 0);
      Thread.sleep(100);
    }
  }

  /** Warnings, one after the other. */
  private static void flood(Socket socket) throws IOException {
    byte[] warning = HexFormat.of().parseHex("1503030002015a");
    byte[] many = new byte[warning.length * 5000];
    for (int i = 0; i < many.length; i++) {
      many[i] = warning[i % warning.length];
    }
    for (int i = 0; i < 1000; i++) {
      socket.getOutputStream().write(many);
    }
  }

  private static Map<String, Object> probe(FakeServer server, ProbeLimits limits)
      throws InterruptedException {
    return Objects.requireNonNull(
        new Prober(limits, step -> {}).probe(List.of(server.target())).get(0));
  }
}
