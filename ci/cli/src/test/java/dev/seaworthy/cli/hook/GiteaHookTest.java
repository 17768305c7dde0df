package dev.seaworthy.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.Programs;
import dev.seaworthy.cli.forge.GiteaRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Gitea, which {@code ci/components/gitea.sh} starts, posts its own events to the server,
 * which runs in a Java of its own and is killed and started again.
 */
@EnabledIfEnvironmentVariable(
    named = "SEAWORTHY_TEST_GITEA",
    matches = ".+",
    disabledReason = "no Gitea: run it by ci/components/gitea.sh")
final class GiteaHookTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SECRET = "a secret for tests of hooks alone";
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: %s
        namespace: shop
      spec:
        hostNetwork: %s
        containers:
        - name: web
          image: registry.example/web:1
      """;

  @TempDir Path clone = Path.of("");
  @TempDir Path folder = Path.of("");

  private final List<Process> servers = new ArrayList<>();
  private GiteaRepository repository;
  private int port;
  private String hook = "";
  private int starts;

  @BeforeEach
  void open() throws Exception {
    repository = GiteaRepository.create(clone);
    repository.write("web.yaml", POD.formatted("web", false));
    repository.commit("begin");
    repository.push("origin", "main");
    repository.awaitBranch("main");
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
    Files.copy(GiteaRepository.botToken(), folder.resolve("token"));
    Files.writeString(
        folder.resolve("hooks.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: PullRequestHooks
        forges:
        - kind: gitea
          api: %s/api/v1
          clone: %s
          tokenFile: token
          repositories:
          - project: %s
            only: [K8S-09]
        """
            .formatted(repository.url(), repository.url(), repository.name()));
    start();
    JsonNode created =
        repository.create(
            "/hooks",
            Map.of(
                "type",
                "gitea",
                "active",
                true,
                "events",
                List.of("push", "pull_request", "pull_request_sync", "pull_request_review"),
                "config",
                Map.of(
                    "url",
                    "http://127.0.0.1:" + port + "/hooks/gitea",
                    "content_type",
                    "json",
                    "secret",
                    SECRET)));
    hook = "/hooks/" + created.path("id").asLong();
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process server : servers) {
      server.destroyForcibly();
      assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aRequestThatIsOpenedPushedToAndForcedHasOneCommentAboutItsNewestHead() throws Exception {
    String first = branch("worse", "web.yaml", POD.formatted("web", true));
    request("worse");
    awaitStatus(first, "failure");
    awaitComment("hostNetwork");
    repository.write("api.yaml", POD.formatted("api", true));
    String second = repository.commit("more");
    repository.push("origin", "worse");
    awaitStatus(second, "failure");
    awaitComment("api.yaml");
    // Another history, in which nothing is wrong any more.
    repository.git("reset", "-q", "--hard", "main");
    repository.write("readme.md", "harmless");
    String third = repository.commit("better");
    repository.push("-f", "origin", "worse");
    awaitStatus(third, "success");
    awaitComment("introduces nothing");
    assertThat(comments()).hasSize(1);
    assertThat(mirrorFiles()).noneMatch(GiteaHookTest::holdsToken);
  }

  /** Acknowledged, and killed before or while it is judged, again and again. */
  @Test
  void killsLeaveOneCommentAboutTheNewestHead() throws Exception {
    String head = branch("worse", "web.yaml", POD.formatted("web", true));
    request("worse");
    for (int i = 0; i < 3; i++) {
      awaitAcknowledged(i + 1);
      kill();
      start();
      repository.write("more-%d.yaml".formatted(i), POD.formatted("more-" + i, true));
      head = repository.commit("more " + i);
      repository.push("origin", "worse");
    }
    awaitAcknowledged(4);
    kill();
    start();
    awaitStatus(head, "failure");
    awaitComment("more-2.yaml");
    awaitIdle();
    assertThat(comments()).hasSize(1);
    assertThat(reviews()).doesNotHaveDuplicates();
  }

  @Test
  void requestsAtOnceAreJudgedEachByItself() throws Exception {
    List<String> heads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      repository.git("checkout", "-q", "main");
      heads.add(branch("b" + i, "f%d.yaml".formatted(i), POD.formatted("p" + i, i != 1)));
    }
    for (int i = 0; i < 3; i++) {
      request("b" + i);
    }
    awaitStatus(heads.get(0), "failure");
    awaitStatus(heads.get(1), "success");
    awaitStatus(heads.get(2), "failure");
    awaitIdle();
    for (int i = 1; i <= 3; i++) {
      assertThat(repository.get("/issues/" + i + "/comments")).hasSize(1);
    }
  }

  /** Gitea does not send again what nobody answered; its hook is off, or it might send late. */
  @Test
  void aRequestThatCameWhileNobodyListenedIsJudgedAfterTheNextStart() throws Exception {
    kill();
    repository.change(hook, Map.of("active", false));
    String head = branch("worse", "web.yaml", POD.formatted("web", true));
    request("worse");
    start();
    awaitStatus(head, "failure");
    await("the job's end", () -> log().contains("\"event\":\"job\""));
    kill();
    start();
    await("a second look", () -> newestLog().contains("\"caught-up\""));
    awaitIdle();
    assertThat(log()).contains("\"queued\":1").endsWith("\n");
    assertThat(log().split("\"event\":\"job\"", -1)).hasSize(2);
    assertThat(comments()).hasSize(1);
  }

  /** What cannot be judged does not pass, and its author reads why. */
  @Test
  void aBrokenDescriptorIsExplained() throws Exception {
    String head = branch("broken", "release.yaml", "apiVersion: seaworthy.dev/v1\nkind: Release\n");
    Files.writeString(
        folder.resolve("hooks.yaml"),
        Files.readString(folder.resolve("hooks.yaml")) + "    paths: [release.yaml]\n");
    await("the new configuration", () -> log().contains("configuration-reloaded"));
    request("broken");
    awaitStatus(head, "failure");
    awaitComment("cannot be judged");
    assertThat(comments()).hasSize(1);
  }

  @Test
  void aStopLetsWhatIsUnderWayEnd() throws Exception {
    String head = branch("worse", "web.yaml", POD.formatted("web", true));
    request("worse");
    awaitAcknowledged(1);
    Process server = servers.get(servers.size() - 1);
    server.destroy();
    assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isZero();
    assertThat(log()).contains("\"draining\"", "\"stopped\"");
    start();
    awaitStatus(head, "failure");
    awaitIdle();
    assertThat(comments()).hasSize(1);
  }

  private String branch(String name, String file, String content) throws Exception {
    repository.git("checkout", "-q", "-b", name);
    repository.write(file, content);
    String head = repository.commit("change " + file);
    repository.push("origin", name);
    repository.awaitBranch(name);
    return head;
  }

  private void request(String branch) throws Exception {
    repository.create("/pulls", Map.of("title", branch, "head", branch, "base", "main"));
  }

  private void start() throws Exception {
    starts++;
    Process server =
        new Programs(folder, "")
            .serving(
                "log-" + starts,
                "pr",
                "serve",
                "--config",
                "hooks.yaml",
                "--secret-file",
                "secret",
                "--state",
                "state",
                "--reload-seconds",
                "1",
                "--port",
                Integer.toString(port));
    servers.add(server);
    BufferedReader err =
        new BufferedReader(new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8));
    String line = String.valueOf(err.readLine());
    assertThat(line).startsWith("listening on http://127.0.0.1:");
    port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  private void kill() throws InterruptedException {
    Process server = servers.remove(servers.size() - 1);
    server.destroyForcibly();
    assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  /** So many events in all, by all servers so far. */
  private void awaitAcknowledged(int count) throws Exception {
    await(count + " events", () -> log().split("\"result\":\"queued\"", -1).length > count);
  }

  private void awaitIdle() throws Exception {
    await(
        "an empty queue",
        () -> {
          try (Stream<Path> files = Files.list(folder.resolve("state/queue"))) {
            return files.findAny().isEmpty();
          }
        });
  }

  private void awaitStatus(String head, String state) throws Exception {
    await(
        state + " of " + head,
        () -> {
          JsonNode statuses = repository.get("/commits/" + head + "/statuses");
          return statuses.size() > 0 && statuses.get(0).path("status").asText().equals(state);
        });
  }

  private void awaitComment(String text) throws Exception {
    await("a comment with " + text, () -> comments().stream().anyMatch(one -> one.contains(text)));
  }

  private void await(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("there is no %s; the log: %s".formatted(what, log()));
      }
      Thread.sleep(100);
    }
  }

  private String log() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= starts; i++) {
      all.append(Files.readString(folder.resolve("log-" + i)));
    }
    return all.toString();
  }

  private String newestLog() throws IOException {
    return Files.readString(folder.resolve("log-" + starts));
  }

  /** As they are read: names of files have their signs escaped. */
  private List<String> comments() throws Exception {
    List<String> comments = new ArrayList<>();
    for (JsonNode one : repository.get("/issues/1/comments")) {
      comments.add(one.path("body").asText().replace("&#45;", "-").replace("&#46;", "."));
    }
    return comments;
  }

  /** The first line of each remark, by which it is known. */
  private List<String> reviews() throws Exception {
    List<String> marks = new ArrayList<>();
    for (JsonNode review : repository.get("/pulls/1/reviews")) {
      repository
          .get("/pulls/1/reviews/" + review.path("id").asText() + "/comments")
          .forEach(one -> marks.add(one.path("body").asText().lines().findFirst().orElse("")));
    }
    return marks;
  }

  private List<Path> mirrorFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean holdsToken(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1)
          .contains(Files.readString(GiteaRepository.botToken()).strip());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
