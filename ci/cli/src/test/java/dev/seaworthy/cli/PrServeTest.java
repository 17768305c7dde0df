package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.git.FetchLimits;
import dev.seaworthy.cli.hook.HookServer;
import dev.seaworthy.cli.hook.HookServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrServeTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("secret"), "It's a Secret to Everybody\n");
    Files.writeString(folder.resolve("weak"), "geheim\n");
    Files.writeString(
        folder.resolve("hooks.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: PullRequestHooks
        forges:
        - {kind: gitlab, api: 'https://a.example/api/v4', clone: 'https://a.example', tokenFile: t,
           repositories: [{project: shop/web}]}
        """);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "--listen 0.0.0.0; without them only this machine is served",
        "--listen no.such.host.invalid; without them only this machine is served",
        "--tls-cert x; --tls-cert and --tls-key go together",
        "--port 70000; --port takes a number",
        "--workers 0; --workers takes a number",
        "--waiting 0; --waiting takes a number",
        "--fetch-mib 0; --fetch-mib takes a number",
        "--drain-seconds 51; --drain-seconds takes a number",
        "--secret-file weak; is shorter than 16 bytes",
        "--secret-file gone; there is no such file",
        "--config gone; there is no such file",
        "--tls-cert hooks.yaml --tls-key hooks.yaml; holds no certificate",
        "--secret geheim; unknown option",
      })
  void whatCannotBeServedIsSaid(String options, String message) {
    Bench.Ran ran = serve(options);
    assertThat(ran.code()).as(ran.err()).isEqualTo(3);
    assertThat(ran.err()).contains(message).doesNotContain("Exception", "Secret to Everybody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--config", "--secret-file", "--state"})
  void whatIsRequiredIsAskedFor(String option) {
    List<Object> args = new ArrayList<>(List.of("pr", "serve"));
    for (String one : List.of("--config", "--secret-file", "--state")) {
      if (!one.equals(option)) {
        args.addAll(List.of(one, folder.resolve("secret")));
      }
    }
    Bench.Ran ran = new Bench().run(args.toArray());
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(option);
  }

  /** The configuration's own mistakes are told with their places. */
  @Test
  void aMistakeInTheConfigurationIsToldWithItsPlace() throws IOException {
    Path config = folder.resolve("hooks.yaml");
    Files.writeString(config, Files.readString(config).replace("gitlab", "gitlub"));
    Bench.Ran ran = serve("--port 0");
    assertThat(ran.err()).contains("hooks.yaml:4:", "`gitlub` is no kind of forge", "did you mean");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void helpShowsExamples() {
    Bench.Ran ran = new Bench().run("pr", "serve", "--help");
    assertThat(ran.out()).contains("Examples:", "seaworthy pr serve --config hooks.yaml");
    assertThat(new Bench().run("pr", "--help").out()).contains("serve");
  }

  @Test
  void itSpeaksTls() throws Exception {
    TestCertificate issued = TestCertificate.issue(folder);
    HookServerOptions options =
        new HookServerOptions(
            "127.0.0.1",
            0,
            Optional.of(new HookServerOptions.Tls(issued.chain(), issued.key())),
            folder.resolve("hooks.yaml"),
            List.of(folder.resolve("secret")),
            folder.resolve("state"),
            1,
            10,
            new FetchLimits(1 << 20, Duration.ofSeconds(5)),
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    try (HookServer server = HookServer.start(options, new Bench().realSetup())) {
      HttpClient client = HttpClient.newBuilder().sslContext(issued.trusting()).build();
      String url = "https://127.0.0.1:" + server.port();
      HttpRequest hook =
          HttpRequest.newBuilder(URI.create(url + "/hooks/gitlab"))
              .header("Content-Type", "application/json")
              .header("X-Gitlab-Event", "Push Hook")
              .header("X-Gitlab-Event-UUID", "13792a34-cac6-4fda-95a8-c58e00a3954e")
              .header("X-Gitlab-Token", "It's a Secret to Everybody")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      assertThat(client.send(hook, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(204);
      HttpRequest ready = HttpRequest.newBuilder(URI.create(url + "/readyz")).build();
      assertThat(client.send(ready, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("ok\n");
    }
  }

  /** The options given come last, and replace those before. */
  private Bench.Ran serve(String options) {
    List<Object> args = new ArrayList<>(List.of("pr", "serve", "--state", folder.resolve("state")));
    for (String needed : List.of("--config hooks.yaml", "--secret-file secret")) {
      if (!options.startsWith(needed.split(" ", -1)[0] + " ")) {
        args.addAll(words(needed));
      }
    }
    args.addAll(words(options));
    return new Bench().run(args.toArray());
  }

  private List<Object> words(String options) {
    List<Object> words = new ArrayList<>();
    for (String word : options.split(" ", -1)) {
      boolean file = List.of("hooks.yaml", "secret", "weak", "gone", "x").contains(word);
      words.add(file ? folder.resolve(word) : word);
    }
    return words;
  }
}
