package dev.seaworthy.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.cli.Committed;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that are slow to trust, lead elsewhere, or lie. */
class TransferTest {
  private static final byte[] BUNDLE = "bundle".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, String> USER =
      Map.of("SEAWORTHY_REGISTRY_USER", "u", "SEAWORTHY_REGISTRY_PASSWORD", "p");
  private static final String BASIC = "Basic dTpw";

  private final List<String> seen = new ArrayList<>();
  private HttpServer server = start();
  private HttpServer other = start();

  private static HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void serveBundle() {
    server.createContext("/bundle", exchange -> answer(exchange, 200, BUNDLE));
    other.createContext(
        "/bundle",
        exchange -> {
          seen.add(authorization(exchange));
          answer(exchange, 200, BUNDLE);
        });
  }

  @AfterEach
  void stop() {
    server.stop(0);
    other.stop(0);
  }

  @Test
  void whatIsThereIsFetched() throws ConfigurationException {
    assertThat(fetch(web(server, "/bundle"), Map.of())).isEqualTo(BUNDLE);
  }

  @Test
  void aTokenIsAskedForWhereTheServerSaysSo() throws ConfigurationException {
    server.createContext(
        "/token",
        exchange -> {
          seen.add(authorization(exchange) + " " + exchange.getRequestURI().getQuery());
          answer(exchange, 200, "{\"token\":\"t\"}".getBytes(StandardCharsets.UTF_8));
        });
    guard("/closed", "Bearer realm=\"%s\",service=\"s\",scope=\"a:b\"", "Bearer t");
    assertThat(fetch(web(server, "/closed"), USER)).isEqualTo(BUNDLE);
    assertThat(seen).containsExactly(BASIC + " service=s&scope=a:b");
  }

  @Test
  void aPasswordIsToldWhereTheServerWantsIt() throws ConfigurationException {
    guard("/closed", "Basic realm=\"%s\"", BASIC);
    assertThat(fetch(web(server, "/closed"), USER)).isEqualTo(BUNDLE);
  }

  @Test
  void withoutThePasswordTheAnswerIsNamed() {
    guard("/closed", "Basic realm=\"%s\"", BASIC);
    refused(web(server, "/closed"), "NOT_AUTHORIZED", "the server answers 401");
  }

  @Test
  void anotherHostIsNotToldWhoAsks() throws ConfigurationException {
    redirect("/moved", web(other, "/bundle"));
    guard("/closed", "Basic realm=\"%s\"", BASIC);
    assertThat(fetch(web(server, "/moved"), USER)).isEqualTo(BUNDLE);
    assertThat(seen).containsExactly("");
  }

  @Test
  void aWebServerIsGivenTheBundle() throws ConfigurationException, PolicyException {
    byte[][] kept = {BUNDLE};
    server.createContext(
        "/kept",
        exchange -> {
          if (exchange.getRequestMethod().equals("PUT")) {
            kept[0] = exchange.getRequestBody().readAllBytes();
          }
          answer(exchange, exchange.getRequestMethod().equals("PUT") ? 201 : 200, kept[0]);
        });
    byte[] archive = InputFile.bytes(Committed.archive("tls"));
    PolicyBundle bundle = BundleReader.read(archive, "tls");
    BundlePlace place = BundlePlace.of(web(server, "/kept"), Map.of());
    assertThatThrownBy(() -> place.store(archive, bundle, false))
        .hasMessageContaining("holds another bundle");
    assertThat(kept[0]).isEqualTo(BUNDLE);
    assertThat(place.store(archive, bundle, true)).isEqualTo(web(server, "/kept"));
    assertThat(kept[0]).isEqualTo(archive);
    assertThat(place.fetch()).isEqualTo(archive);
  }

  @Test
  void circlesAreLeft() {
    redirect("/circle", web(server, "/circle"));
    refused(web(server, "/circle"), "SERVER_REFUSED", "leads in circles");
  }

  @Test
  void anEncryptedServerDoesNotLeadToAnUnencryptedOne() {
    redirect("/down", "http://policies.example/bundle");
    refused(web(server, "/down"), "NOT_ENCRYPTED", "is not encrypted");
  }

  @Test
  void whatIsTooLargeIsNotKept() {
    server.createContext(
        "/large", exchange -> answer(exchange, 200, new byte[Http.MAX_BUNDLE + 1]));
    refused(web(server, "/large"), "TOO_LARGE", "is larger than 32 MiB");
  }

  @Test
  void theBytesOfARegistryAreThoseOfTheDigest() throws ConfigurationException {
    String manifest = manifest(Digest.of(BUNDLE));
    registry(manifest, BUNDLE);
    assertThat(fetch(oci("1.0.0"), Map.of())).isEqualTo(BUNDLE);
    String digest = Digest.of(manifest.getBytes(StandardCharsets.UTF_8)).toString();
    assertThat(fetch(oci("1.0.0") + "@" + digest, Map.of())).isEqualTo(BUNDLE);
  }

  @Test
  void aRegistryThatGivesOtherBytesIsNotBelieved() {
    registry(manifest(Digest.of(new byte[0])), BUNDLE);
    refused(oci("1.0.0"), "DIGEST_MISMATCH", "was asked for");
    refused(oci("1.0.0") + "@sha256:" + "0".repeat(64), "DIGEST_MISMATCH", "was asked for");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "text | its manifest is not readable",
        "{\"layers\":[]} | it has 0 layers",
        "{\"manifests\":[{\"digest\":\"sha256:00\"}]} | it has 0 layers",
      })
  void aManifestOfSomethingElseIsRefused(String manifest, String message) {
    registry(manifest, BUNDLE);
    refused(oci("1.0.0"), "NOT_A_BUNDLE", message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "oci://a/b, a, b, , ",
    "oci://a.example:5000/b/c-d:1.0, a.example:5000, b/c-d, 1.0, ",
    "oci://[::1]:5000/b, [::1]:5000, b, , ",
  })
  void aNameInARegistryIsRead(String text, String host, String repository, String tag, String none)
      throws ConfigurationException {
    OciReference reference = OciReference.parse(text);
    assertThat(reference.host()).isEqualTo(host);
    assertThat(reference.repository()).isEqualTo(repository);
    assertThat(reference.tag()).isEqualTo(Optional.ofNullable(tag));
    assertThat(reference).hasToString(text);
  }

  private void registry(String manifest, byte[] blob) {
    server.createContext(
        "/v2/tls/manifests/",
        exchange -> answer(exchange, 200, manifest.getBytes(StandardCharsets.UTF_8)));
    server.createContext("/v2/tls/blobs/", exchange -> answer(exchange, 200, blob));
  }

  private static String manifest(Digest layer) {
    return CanonicalJson.of(
            Map.of(
                "layers",
                List.of(
                    Map.of(
                        "mediaType",
                        "application/vnd.oci.image.layer.v1.tar+gzip",
                        "digest",
                        layer.toString(),
                        "size",
                        BUNDLE.length))))
        .toString();
  }

  private void guard(String path, String challenge, String key) {
    server.createContext(
        path,
        exchange -> {
          if (authorization(exchange).equals(key)) {
            answer(exchange, 200, BUNDLE);
          } else {
            exchange
                .getResponseHeaders()
                .set("WWW-Authenticate", challenge.formatted(web(server, "/token")));
            answer(exchange, 401, new byte[0]);
          }
        });
  }

  private void redirect(String path, String location) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", location);
          answer(exchange, 307, new byte[0]);
        });
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String authorization(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
  }

  private static byte[] fetch(String reference, Map<String, String> environment)
      throws ConfigurationException {
    return BundlePlace.of(reference, environment).fetch();
  }

  private static void refused(String reference, String code, String message) {
    assertThatThrownBy(() -> fetch(reference, Map.of()))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e -> {
              assertThat(e.diagnostics().get(0).problem().code()).isEqualTo(code);
              assertThat(e.diagnostics().get(0).problem().message()).contains(message);
            });
  }

  private static String web(HttpServer server, String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  private String oci(String tag) {
    return "oci://127.0.0.1:%d/tls:%s".formatted(server.getAddress().getPort(), tag);
  }
}
