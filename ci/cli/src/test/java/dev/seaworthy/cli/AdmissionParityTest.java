package dev.seaworthy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.admission.server.AdmissionServer;
import dev.seaworthy.admission.server.ServerOptions;
import dev.seaworthy.cli.check.CheckRequest.OutsideBundles;
import dev.seaworthy.cli.check.ReviewerFiles;
import dev.seaworthy.cli.check.ReviewerRequest;
import dev.seaworthy.cli.check.Setup;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server answers over HTTPS is, byte for byte, what {@code replay} says. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdmissionParityTest {
  private static final int REVIEWS = 100;
  private static final List<String> BUNDLES = List.of("kubernetes", "supply-chain");
  private static final List<HttpClient.Version> VERSIONS =
      List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2);
  private static final String MODES =
      """
      default: enforce
      unknown: warn
      controls: {K8S-02: audit, IMG-01: warn, IMG-02: audit}
      namespaces:
        sandbox: {default: warn, controls: {K8S-09: enforce}}
      """;
  private static final String AROUND =
      """
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: thing-1, namespace: shop}
      spec: {maxUnavailable: 1, selector: {matchLabels: {app: thing-1}}}
      """;

  private Path folder = Path.of("");
  private final List<AdmissionServer> servers = new ArrayList<>();
  private final List<HttpClient> clients = new ArrayList<>();

  @BeforeAll
  void serve(@TempDir Path temp) throws Exception {
    folder = temp;
    Path modes = Files.writeString(folder.resolve("modes.yaml"), MODES);
    Path around = Files.writeString(folder.resolve("around.yaml"), AROUND);
    TestCertificate certificate = TestCertificate.issue(folder);
    Setup setup = new Bench().realSetup();
    ReviewerRequest judgedBy =
        new ReviewerRequest(
            BUNDLES,
            new OutsideBundles(List.of(), List.of(), List.of()),
            List.of(),
            Optional.of(modes),
            List.of(around.toString()),
            ReviewerRequest.Exceptions.NONE);
    servers.add(
        AdmissionServer.start(
            options(certificate),
            new ReviewerFiles(setup, judgedBy, Optional.empty()),
            "1.0.0-test",
            setup.console().clock(),
            new PrintStream(OutputStream.nullOutputStream(), false, UTF_8)));
    for (HttpClient.Version version : VERSIONS) {
      clients.add(
          HttpClient.newBuilder().sslContext(certificate.trusting()).version(version).build());
    }
  }

  @AfterAll
  void stop() {
    servers.forEach(AdmissionServer::close);
  }

  static LongStream seeds() {
    return LongStream.of(1, 2, 3);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theServerAnswersAsReplayDoes(long seed) throws Exception {
    List<String> reviews = new GeneratedReviews(seed).take(REVIEWS);
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (String review : reviews) {
      HttpClient client = clients.get(answers.size() % clients.size());
      answers.add(client.sendAsync(request(review), BodyHandlers.ofString(UTF_8)));
    }
    List<String> served = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      served.add(answer.get().body());
    }
    assertThat(served).isEqualTo(replayed(reviews));
    // Reviews that all got one answer would agree too.
    assertThat(String.join("\n", served))
        .contains("\"result\":\"fail\"", "\"result\":\"unknown\"", "\"result\":\"not-judged\"")
        .contains("\"allowed\":false", "\"allowed\":true", "\"warnings\":[");
  }

  private List<String> replayed(List<String> reviews) throws Exception {
    List<Object> words = new ArrayList<>(List.of("admission", "replay"));
    for (String review : reviews) {
      Path file = folder.resolve("review-%03d.json".formatted(words.size()));
      words.add(Files.writeString(file, review));
    }
    BUNDLES.forEach(bundle -> words.addAll(List.of("--bundle", bundle)));
    words.addAll(List.of("--config", folder.resolve("modes.yaml")));
    words.addAll(List.of("--snapshot", folder.resolve("around.yaml")));
    Bench.Ran ran = new Bench().runReal(words.toArray());
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    return ran.out().lines().toList();
  }

  private HttpRequest request(String review) {
    int port = servers.get(0).port();
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:%d/validate".formatted(port)))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(review))
        .build();
  }

  /** Room and time for all: a review that was not judged would not agree. */
  private static ServerOptions options(TestCertificate certificate) {
    return new ServerOptions(
        "127.0.0.1",
        0,
        certificate.chain(),
        certificate.key(),
        Duration.ofMinutes(4),
        4,
        REVIEWS,
        Integer.MAX_VALUE,
        Duration.ZERO,
        Duration.ofHours(1),
        Duration.ZERO,
        Optional.empty());
  }
}
