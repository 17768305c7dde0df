package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.log.LogServer;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.LogResources;
import dev.seaworthy.engine.log.TransparencyLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogServerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<AutoCloseable> open = new ArrayList<>();
  private URI address = URI.create("http://127.0.0.1/");
  private Path folder = Path.of("");

  @BeforeAll
  void serve(@TempDir Path temp) throws Exception {
    folder = temp.resolve("log");
    SigningKey key = SigningKey.generate(new SecureRandom());
    TransparencyLog log = TransparencyLog.open(folder, key, "seaworthy.test/log");
    open.add(log);
    for (int i = 0; i < 300; i++) {
      log.append(new byte[] {(byte) i, 1});
    }
    log.seal();
    Files.writeString(temp.resolve("secret"), "secret");
    Files.writeString(folder.resolve("tile/0/007"), "x".repeat(32));
    Files.createSymbolicLink(folder.resolve("tile/0/008"), temp.resolve("secret"));
    LogServer server = LogServer.start(LogResources.of(folder), problem -> {}, "127.0.0.1", 0);
    open.add(server);
    address = server.address();
  }

  @AfterAll
  void stop() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/44"
      })
  void tilesAreServedAsTheyLieThereForEver(String path) throws Exception {
    HttpResponse<byte[]> got = get(path);
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(Files.readAllBytes(folder.resolve(path)));
    assertThat(header(got, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(got, "Cache-Control")).contains("immutable");
  }

  @Test
  void theCheckpointIsNotCached() throws Exception {
    HttpResponse<byte[]> got = get("checkpoint");
    assertThat(got.body()).isEqualTo(Files.readAllBytes(folder.resolve("checkpoint")));
    assertThat(header(got, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(header(got, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void headTellsTheLengthAndNoMore() throws Exception {
    HttpResponse<byte[]> got = send("HEAD", "tile/0/000");
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEmpty();
    assertThat(header(got, "Content-Length")).isEqualTo("8192");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".lock",
        "pending/",
        "pending/00000000000000000300.pending",
        "../secret",
        "tile/../../secret",
        "tile/0/..%2f..%2f..%2fsecret",
        "%2e%2e/secret",
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/0/000/",
        "tile//000",
        "tile/00/000",
        "tile/64/000",
        "tile/0/x000/000",
        "tile/0/999",
        "checkpoint/",
        "checkpoint%00"
      })
  void whatIsNoPartOfALogIsNotThere(String path) throws Exception {
    HttpResponse<byte[]> got = get(path);
    assertThat(got.statusCode()).isEqualTo(404);
    assertThat(got.body()).isEmpty();
  }

  @Test
  void aLinkOutOfTheLogIsNotFollowed() throws Exception {
    HttpResponse<byte[]> got = get("tile/0/008");
    assertThat(got.statusCode()).isEqualTo(500);
    assertThat(got.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void nothingCanBeWritten(String method) throws Exception {
    assertThat(send(method, "checkpoint").statusCode()).isEqualTo(405);
  }

  @Test
  void whereThereIsNoLogNothingIsServed(@TempDir Path empty) {
    Bench.Ran ran = new Bench().run("log", "serve", empty);
    assertThat(ran.err()).contains("holds no log");
    assertThat(ran.code()).isEqualTo(1);
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return send("GET", path);
  }

  private HttpResponse<byte[]> send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<byte[]> got, String name) {
    return got.headers().firstValue(name).orElse("");
  }
}
