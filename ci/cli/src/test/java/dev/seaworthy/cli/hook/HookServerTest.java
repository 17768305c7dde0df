package dev.seaworthy.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.git.FetchLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real connections; the forge that it would ask is not there, so that events stay queued. */
final class HookServerTest {
  private static final String SECRET = "It's a Secret to Everybody";
  private static final String OPENED =
      "{\"action\":\"opened\",\"number\":%d,\"repository\":{\"full_name\":\"shop/web\"}}";
  private static final String SETTINGS =
      """
      apiVersion: seaworthy.dev/v1
      kind: PullRequestHooks
      forges:
      - {kind: github, api: 'http://127.0.0.1:9', clone: 'http://127.0.0.1:9', tokenFile: token,
         repositories: [{project: shop/web}]}
      - {kind: gitea, api: 'http://127.0.0.1:9', clone: 'http://127.0.0.1:9', tokenFile: token,
         repositories: [{project: shop/web}]}
      - {kind: gitlab, api: 'http://127.0.0.1:9', clone: 'http://127.0.0.1:9', tokenFile: token,
         repositories: [{project: shop/web}]}
      """;

  @TempDir Path folder = Path.of("");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<HookServer> servers = new ArrayList<>();
  private int port;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(folder.resolve("hooks.yaml"), SETTINGS);
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
    Files.writeString(folder.resolve("token"), "0123456789");
    port = serve(3).port();
  }

  private HookServer serve(int waiting) throws ConfigurationException {
    HookServer server =
        HookServer.start(
            new HookServerOptions(
                "127.0.0.1",
                0,
                Optional.empty(),
                folder.resolve("hooks.yaml"),
                List.of(folder.resolve("secret")),
                folder.resolve("state"),
                1,
                waiting,
                new FetchLimits(1 << 20, Duration.ofSeconds(5)),
                Duration.ZERO,
                Duration.ofMillis(50),
                Duration.ofHours(1)),
            new Bench().realSetup());
    servers.add(server);
    return server;
  }

  @AfterEach
  void stop() {
    servers.forEach(HookServer::close);
  }

  @Test
  void aSignedEventIsOnTheDiskWhenItIsAcknowledged() throws Exception {
    HttpResponse<String> answer = github("id-1", OPENED.formatted(7));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"result\":\"queued\"}");
    assertThat(queued())
        .singleElement()
        .asString()
        .contains("\"number\":7", "\"project\":\"shop/web\"");
  }

  @Test
  void aRepeatedDeliveryIsSeenAlsoAfterAStart() throws Exception {
    github("id-1", OPENED.formatted(7));
    assertThat(github("id-1", OPENED.formatted(8)).body()).isEqualTo("{\"result\":\"seen\"}");
    servers.remove(0).close();
    port = serve(3).port();
    HttpResponse<String> answer = github("id-1", OPENED.formatted(7));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"result\":\"seen\"}");
    assertThat(queued()).hasSize(1);
  }

  /** A signature does not cover headers: whoever overheard one makes up another id. */
  @Test
  void aBodyThatComesBackUnderAnotherIdIsSeen() throws Exception {
    github("id-1", OPENED.formatted(7));
    assertThat(github("id-2", OPENED.formatted(7)).body()).isEqualTo("{\"result\":\"seen\"}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "no signature; ''",
        "another secret's; sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "no prefix; 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "nonsense; sha256=zz",
      })
  void whatIsNotSignedIsRefusedAndNotRead(String name, String signature) throws Exception {
    HttpRequest.Builder request = post("/hooks/github", "{ this is not even JSON");
    if (!signature.isEmpty()) {
      request.header("X-Hub-Signature-256", signature);
    }
    HttpResponse<String> answer = send(request.header("X-GitHub-Event", "pull_request"));
    assertThat(answer.statusCode()).as(name).isEqualTo(401);
    assertThat(answer.body()).contains("HOOK_UNSIGNED").doesNotContain(SECRET, "JSON");
    assertThat(queued()).isEmpty();
  }

  /** Gitea sends GitHub's headers too: they do not open GitHub's door with Gitea's event. */
  @Test
  void eachForgeHasItsOwnPathAndHeaders() throws Exception {
    String body = OPENED.formatted(7);
    HttpRequest.Builder gitea =
        post("/hooks/gitea", body)
            .header("X-Gitea-Event", "pull_request")
            .header("X-Gitea-Delivery", "id-g")
            .header("X-Gitea-Signature", hmac(body));
    assertThat(send(gitea).statusCode()).isEqualTo(202);
    String merge =
        "{\"object_attributes\":{\"action\":\"open\",\"iid\":7},"
            + "\"project\":{\"path_with_namespace\":\"shop/web\"}}";
    HttpRequest.Builder gitlab =
        post("/hooks/gitlab", merge)
            .header("X-Gitlab-Event", "Merge Request Hook")
            .header("Idempotency-Key", "id-l");
    assertThat(send(gitlab.copy().header("X-Gitlab-Token", "It's another")).statusCode())
        .isEqualTo(401);
    assertThat(send(gitlab.header("X-Gitlab-Token", SECRET)).statusCode()).isEqualTo(202);
    assertThat(queued()).hasSize(2);
    HttpRequest.Builder wrong =
        post("/hooks/gitea", body)
            .header("X-GitHub-Event", "pull_request")
            .header("X-Hub-Signature-256", "sha256=" + hmac(body));
    assertThat(send(wrong).statusCode()).isEqualTo(401);
  }

  @Test
  void whatIsNotServedMovesNothing() throws Exception {
    String body = OPENED.formatted(7).replace("shop/web", "shop/other");
    assertThat(github("id-1", body).statusCode()).isEqualTo(204);
    assertThat(github("id-2", OPENED.formatted(7).replace("opened", "closed")).statusCode())
        .isEqualTo(204);
    assertThat(queued()).isEmpty();
    assertThat(get("/metrics").body()).contains("result=\"not-served\"", "result=\"ignored\"");
  }

  /** An event may name any address: none of them is asked. */
  @Test
  void addressesOfAnEventAreNotHeeded() throws Exception {
    String body =
        OPENED
            .formatted(7)
            .replace(
                "\"shop/web\"",
                "\"shop/web\",\"clone_url\":\"http://169.254.169.254/\",\"url\":\"file:///etc\"");
    assertThat(github("id-1", body).statusCode()).isEqualTo(202);
    assertThat(queued()).singleElement().asString().doesNotContain("169.254", "file:");
  }

  @Test
  void aPingIsAnswered() throws Exception {
    String body = "{\"zen\":\"Design for failure.\",\"hook_id\":1}";
    HttpRequest.Builder request =
        post("/hooks/github", body)
            .header("X-GitHub-Event", "ping")
            .header("X-GitHub-Delivery", "id-p")
            .header("X-Hub-Signature-256", "sha256=" + hmac(body));
    assertThat(send(request).body()).isEqualTo("{\"result\":\"pong\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"action\":\"opened\"}",
        "{\"action\":\"opened\",\"action\":\"closed\"}",
        "{} {}",
        "\u0000",
      })
  void aSignedBodyThatIsNoEventIsRefused(String body) throws Exception {
    HttpResponse<String> answer = github("id-1", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("HOOK_MALFORMED").doesNotContain("Exception");
  }

  @Test
  void depthIsBounded() throws Exception {
    assertThat(github("id-1", "{\"a\":".repeat(100_000)).statusCode()).isEqualTo(400);
  }

  @Test
  void aHugeBodyIsRefusedWhetherItsLengthIsToldOrNot() throws Exception {
    assertThat(raw("Content-Length: 104857600\r\n", new byte[0])).startsWith("HTTP/1.1 413");
    byte[] chunk =
        ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    assertThat(raw("Transfer-Encoding: chunked\r\n", chunk, chunk, chunk, chunk, chunk))
        .startsWith("HTTP/1.1 413");
    assertThat(get("/healthz").body()).isEqualTo("ok\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/json2"})
  void anotherContentTypeIsRefused(String type) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hooks/github"))
            .header("Content-Type", type)
            .header("X-Hub-Signature-256", "sha256=" + hmac("payload"))
            .POST(HttpRequest.BodyPublishers.ofString("payload"));
    assertThat(send(request).statusCode()).isEqualTo(415);
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    assertThat(get("/hooks/github").statusCode()).isEqualTo(405);
    assertThat(send(post("/hooks/bitbucket", "{}")).statusCode()).isEqualTo(404);
    assertThat(send(post("/hooks/", "{}")).statusCode()).isEqualTo(404);
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  @Test
  void beyondWhatMayWaitAnEventIsRefusedWithATimeAndTakenLater() throws Exception {
    for (int i = 1; i <= 4; i++) {
      github("id-" + i, OPENED.formatted(i));
    }
    HttpResponse<String> answer = github("id-9", OPENED.formatted(9));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("30");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    servers.remove(0).close();
    port = serve(100).port();
    assertThat(github("id-9", OPENED.formatted(9)).statusCode()).isEqualTo(202);
  }

  @Test
  void aSecretIsReplacedWithoutARestart() throws Exception {
    Files.writeString(folder.resolve("secret"), "the next secret of all");
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    int i = 0;
    while (github("id-" + i, OPENED.formatted(7)).statusCode() != 401 && System.nanoTime() < end) {
      Thread.sleep(50);
      i++;
    }
    assertThat(github("id-last", OPENED.formatted(7)).statusCode()).isEqualTo(401);
  }

  @Test
  void aSecondServerDoesNotTakeTheSameFolder() {
    assertThatThrownBy(() -> serve(3))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("another server has the folder");
  }

  @Test
  void noStateOnDiskHoldsASecret() throws Exception {
    github("id-1", OPENED.formatted(7));
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain(SECRET, "0123456789\n");
      }
    }
  }

  private HttpResponse<String> github(String delivery, String body) throws Exception {
    return send(
        post("/hooks/github", body)
            .header("X-GitHub-Event", "pull_request")
            .header("X-GitHub-Delivery", delivery)
            .header("X-Hub-Signature-256", "sha256=" + hmac(body)));
  }

  private HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(
        request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What is answered to a request that is not sent to its end. */
  private String raw(String lengthHeader, byte[]... parts) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /hooks/github HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "X-Hub-Signature-256: sha256=%s\r\n%s\r\n".formatted("0".repeat(64), lengthHeader);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      for (byte[] part : parts) {
        out.write(part);
      }
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(20), StandardCharsets.US_ASCII);
    }
  }

  private List<String> queued() throws IOException {
    List<String> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("state/queue"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".job")).sorted().toList()) {
        records.add(Files.readString(file));
      }
    }
    return records;
  }

  private static String hmac(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }
}
