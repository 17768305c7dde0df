package dev.seaworthy.cli.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Gitea, which {@code ci/components/gitea.sh} starts. */
@EnabledIfEnvironmentVariable(
    named = "SEAWORTHY_TEST_GITEA",
    matches = ".+",
    disabledReason = "no Gitea: run it by ci/components/gitea.sh")
final class GiteaTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
      spec:
        hostNetwork: %s
        containers:
        - name: web
          image: registry.example/web:1
      """;

  private static final String NAME = "<b>@harbor #1 `x`.yaml";

  @TempDir Path folder = Path.of("");

  private final String url = System.getenv().getOrDefault("SEAWORTHY_TEST_GITEA", "");
  private final Path botToken =
      Path.of(System.getenv().getOrDefault("SEAWORTHY_TEST_GITEA_BOT", ""));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String repository = "";
  private String head = "";

  /** A repository of its own with an open request that makes two files worse. */
  @BeforeEach
  void open() throws IOException, InterruptedException {
    String name = "shop-" + Long.toHexString(System.nanoTime());
    repository = "harbor/" + name;
    post("/user/repos", Map.of("name", name, "default_branch", "main"));
    put("/repos/" + repository + "/collaborators/pilot", Map.of("permission", "write"));
    git("init", "-q", "-b", "main");
    Files.writeString(folder.resolve("web.yaml"), POD.formatted("false"));
    commit("begin");
    git("remote", "add", "origin", url + "/" + repository + ".git");
    push("main");
    git("checkout", "-q", "-b", "worse");
    Files.writeString(folder.resolve("web.yaml"), POD.formatted("true"));
    Files.writeString(folder.resolve(NAME), POD.formatted("true").replace("web", "api"));
    commit("make it worse");
    push("worse");
    head = git("rev-parse", "HEAD").strip();
    awaitBranch("main");
    awaitBranch("worse");
    post(
        "/repos/" + repository + "/pulls",
        Map.of("title", "worse", "head", "worse", "base", "main"));
  }

  /** Gitea takes up what was pushed a moment later. */
  private void awaitBranch(String name) throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      for (JsonNode branch : get("/repos/" + repository + "/branches")) {
        if (branch.path("name").asText().equals(name)) {
          return;
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("Gitea does not know the branch " + name);
  }

  @Test
  void fiveRunsLeaveOneCommentOneStatusAndOneRemarkForEachFinding()
      throws IOException, InterruptedException {
    for (int i = 0; i < 5; i++) {
      Bench.Ran ran = publish();
      assertThat(ran.err()).isEmpty();
      assertThat(ran.code()).isEqualTo(1);
    }
    List<JsonNode> comments = comments();
    assertThat(comments).hasSize(1);
    assertThat(comments.get(0).path("user").path("login").asText()).isEqualTo("pilot");
    assertThat(comments.get(0).path("body").asText())
        .startsWith("<!-- seaworthy:seaworthy -->")
        .contains("Seaworthy: This change introduces")
        .contains("+  hostNetwork: false")
        .doesNotContain("@harbor", "<b>");
    assertThat(get("/repos/" + repository + "/commits/" + head + "/statuses")).hasSize(1);
    JsonNode reviews = get("/repos/" + repository + "/pulls/1/reviews");
    assertThat(reviews).hasSize(1);
    JsonNode remarks =
        get(
            "/repos/%s/pulls/1/reviews/%s/comments"
                .formatted(repository, reviews.get(0).path("id").asText()));
    List<String> keys = new ArrayList<>();
    remarks.forEach(one -> keys.add(one.path("body").asText().lines().findFirst().orElse("")));
    assertThat(keys).isNotEmpty().doesNotHaveDuplicates();
    assertThat(remarks.toString()).contains("hostNetwork");
  }

  /** `harbor` wrote the request; `pilot` may write to the repository, and owns its waivers. */
  @Test
  void anOwnersApprovalOfTheHeadLetsAWaiverExcuse() throws IOException, InterruptedException {
    addWaiver();
    assertThat(publish().out()).contains("unapproved", "no owner has approved this commit");
    approve("pilot", botToken);
    Bench.Ran approved = publish();
    assertThat(approved.out()).contains("approved", "approved by `@pilot`", "0 introduced");
    assertThat(approved.code()).isZero();
    Files.writeString(folder.resolve("more.txt"), "more");
    commit("more");
    push("worse");
    head = git("rev-parse", "HEAD").strip();
    awaitHead();
    Bench.Ran stale = publish();
    assertThat(stale.out()).contains("unapproved", "`@pilot` approved an earlier commit");
    assertThat(stale.code()).isEqualTo(1);
  }

  private void addWaiver() throws IOException, InterruptedException {
    git("checkout", "-q", "main");
    Files.writeString(folder.resolve("CODEOWNERS"), "waivers/.* @pilot\n");
    commit("owners");
    push("main");
    git("checkout", "-q", "worse");
    Files.createDirectories(folder.resolve("waivers"));
    String day = java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(30).toString();
    Files.writeString(
        folder.resolve("waivers/web.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: Waivers
        waivers:
        - {control: K8S-09, owner: shop, reason: until the move, expires: %s}
        """
            .formatted(day));
    commit("waive it");
    push("worse");
    head = git("rev-parse", "HEAD").strip();
  }

  /** Gitea takes up what was pushed a moment later. */
  private void awaitHead() throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (get("/repos/" + repository + "/pulls/1").path("head").path("sha").asText().equals(head)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("Gitea does not know the head " + head);
  }

  private void approve(String user, Path token) throws IOException, InterruptedException {
    awaitHead();
    String body =
        new ObjectMapper()
            .writeValueAsString(Map.of("event", "APPROVED", "body", user, "commit_id", head));
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(
                    URI.create(url + "/api/v1/repos/" + repository + "/pulls/1/reviews"))
                .header("Authorization", "token " + Files.readString(token).strip())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isLessThan(300);
  }

  @Test
  void remarksGoWhenWhatTheyAreAboutIsMended() throws IOException, InterruptedException {
    publish();
    assertThat(get("/repos/" + repository + "/pulls/1/reviews")).hasSize(1);
    Files.writeString(folder.resolve("web.yaml"), POD.formatted("false"));
    Files.writeString(folder.resolve(NAME), POD.formatted("false").replace("web", "api"));
    commit("mend it");
    push("worse");
    head = git("rev-parse", "HEAD").strip();
    awaitHead();
    publish();
    assertThat(get("/repos/" + repository + "/pulls/1/reviews")).isEmpty();
  }

  @Test
  void aCommentThatSomebodyDeletedIsMadeAgainOnce() throws IOException, InterruptedException {
    publish();
    String old = comments().get(0).path("id").asText();
    send("DELETE", "/repos/" + repository + "/issues/comments/" + old, "");
    publish();
    publish();
    assertThat(comments()).hasSize(1);
    assertThat(comments().get(0).path("id").asText()).isNotEqualTo(old);
  }

  @Test
  void runsAtOnceEndWithOneCommentAndOneReview()
      throws IOException, InterruptedException, ExecutionException, ConfigurationException {
    ExecutorService workers = Executors.newFixedThreadPool(6);
    try {
      List<Future<List<String>>> runs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        runs.add(workers.submit(() -> publisher().publish(publication())));
      }
      for (Future<List<String>> run : runs) {
        run.get();
      }
    } finally {
      workers.shutdownNow();
    }
    assertThat(comments()).hasSize(1);
    publisher().publish(publication());
    assertThat(get("/repos/" + repository + "/pulls/1/reviews")).hasSize(1);
  }

  @Test
  void aCommentOfSomebodyElseWithTheMarkerIsLeftAlone() throws IOException, InterruptedException {
    post(
        "/repos/" + repository + "/issues/1/comments",
        Map.of("body", "<!-- seaworthy:seaworthy -->\nmine"));
    publish();
    publish();
    assertThat(comments()).hasSize(2);
    assertThat(comments().get(0).path("body").asText()).endsWith("mine");
  }

  @Test
  void aRequestThatMovedOnGetsAStatusAndNoComment() throws IOException, InterruptedException {
    String judged = head;
    Files.writeString(folder.resolve("more.txt"), "more");
    commit("more");
    push("worse");
    Bench.Ran ran = publish("--head", judged);
    assertThat(ran.err()).contains("moved on");
    assertThat(comments()).isEmpty();
    assertThat(get("/repos/" + repository + "/commits/" + judged + "/statuses")).hasSize(1);
  }

  @Test
  void aTokenWithoutItsScopesIsToldAndNotShown() throws IOException {
    Path wrong = Files.writeString(folder.resolve("token"), "0123456789abcdef0123456789abcdef");
    Bench.Ran ran = publish("--token-file", wrong.toString());
    assertThat(ran.err()).contains("401").contains("renew the token").doesNotContain("0123456789");
    assertThat(ran.code()).isEqualTo(3);
    assertThatThrownBy(() -> publisher().publish(elsewhere()))
        .isInstanceOf(ConfigurationException.class);
  }

  private Publication elsewhere() {
    return new Publication("seaworthy", "0".repeat(40), true, "t", "b", "", List.of(), List.of());
  }

  private Publication publication() {
    return new Publication(
        "seaworthy",
        head,
        false,
        "title",
        "body",
        "",
        List.of(new Remark("k", "web.yaml", 7, 7, Publisher.marker("k") + "\nhere")),
        List.of());
  }

  private Publisher publisher() throws ConfigurationException {
    ForgeTarget target =
        ForgeTarget.of(
            "gitea",
            Optional.of(url + "/api/v1"),
            Optional.of(repository),
            Optional.of(1L),
            Map.of());
    return Publisher.to(target, Optional.of(botToken), Map.of(), Pause.REAL, Clock.systemUTC());
  }

  private Bench.Ran publish(String... more) {
    List<Object> args =
        new ArrayList<>(
            List.of("pr", "--repository", folder, "--base", "origin/main", "--only", "K8S-09"));
    args.addAll(List.of("--publish", "gitea", "--forge-url", url + "/api/v1"));
    args.addAll(List.of("--project", repository, "--number", "1"));
    if (!List.of(more).contains("--token-file")) {
      args.addAll(List.of("--token-file", botToken));
    }
    args.addAll(List.of(more));
    return new Bench().runReal(args.toArray());
  }

  private List<JsonNode> comments() throws IOException, InterruptedException {
    List<JsonNode> comments = new ArrayList<>();
    get("/repos/" + repository + "/issues/1/comments").forEach(comments::add);
    return comments;
  }

  private void commit(String message) throws IOException, InterruptedException {
    git("add", "-A");
    git("-c", "user.name=h", "-c", "user.email=h@harbor.example", "commit", "-q", "-m", message);
  }

  private void push(String branch) throws IOException, InterruptedException {
    git("-c", "http.extraHeader=Authorization: token " + owner(), "push", "-q", "origin", branch);
    git("-c", "http.extraHeader=Authorization: token " + owner(), "fetch", "-q", "origin");
  }

  private String git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(words[0] + ": " + out).isZero();
    return out;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(send("GET", path, ""));
  }

  private void post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    send("POST", path, new ObjectMapper().writeValueAsString(body));
  }

  private void put(String path, Map<String, Object> body) throws IOException, InterruptedException {
    send("PUT", path, new ObjectMapper().writeValueAsString(body));
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .header("Authorization", "token " + owner())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode())
        .as(method + " " + path + ": " + response.body())
        .isLessThan(300);
    return response.body();
  }

  private static String owner() throws IOException {
    return Files.readString(Path.of(System.getenv().getOrDefault("SEAWORTHY_TEST_GITEA_OWNER", "")))
        .strip();
  }
}
