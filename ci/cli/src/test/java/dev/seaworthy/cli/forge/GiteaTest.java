package dev.seaworthy.cli.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

  private GiteaRepository gitea;
  private String head = "";

  /** A repository of its own with an open request that makes two files worse. */
  @BeforeEach
  void open() throws IOException, InterruptedException {
    gitea = GiteaRepository.create(folder);
    gitea.write("web.yaml", POD.formatted("false"));
    gitea.commit("begin");
    gitea.push("origin", "main");
    gitea.git("checkout", "-q", "-b", "worse");
    gitea.write("web.yaml", POD.formatted("true"));
    gitea.write(NAME, POD.formatted("true").replace("web", "api"));
    head = gitea.commit("make it worse");
    gitea.push("origin", "worse");
    gitea.awaitBranch("main");
    gitea.awaitBranch("worse");
    gitea.create("/pulls", Map.of("title", "worse", "head", "worse", "base", "main"));
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
    assertThat(gitea.get("/commits/" + head + "/statuses")).hasSize(1);
    JsonNode reviews = gitea.get("/pulls/1/reviews");
    assertThat(reviews).hasSize(1);
    JsonNode remarks =
        gitea.get("/pulls/1/reviews/%s/comments".formatted(reviews.get(0).path("id").asText()));
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
    approve("pilot", GiteaRepository.botToken());
    Bench.Ran approved = publish();
    assertThat(approved.out()).contains("approved", "approved by `@pilot`", "0 introduced");
    assertThat(approved.code()).isZero();
    gitea.write("more.txt", "more");
    pushHead("more");
    Bench.Ran stale = publish();
    assertThat(stale.out()).contains("unapproved", "`@pilot` approved an earlier commit");
    assertThat(stale.code()).isEqualTo(1);
  }

  private void addWaiver() throws IOException, InterruptedException {
    gitea.git("checkout", "-q", "main");
    gitea.write("CODEOWNERS", "waivers/.* @pilot\n");
    gitea.commit("owners");
    gitea.push("origin", "main");
    gitea.git("checkout", "-q", "worse");
    gitea.write(
        "waivers/web.yaml",
        """
        apiVersion: seaworthy.dev/v1
        kind: Waivers
        waivers:
        - {control: K8S-09, owner: shop, reason: until the move, expires: %s}
        """
            .formatted(LocalDate.now(ZoneOffset.UTC).plusDays(30)));
    pushHead("waive it");
  }

  /** Gitea takes up what was pushed a moment later. */
  private void pushHead(String message) throws IOException, InterruptedException {
    head = gitea.commit(message);
    gitea.push("origin", "worse");
    for (int i = 0; i < 100; i++) {
      if (gitea.get("/pulls/1").path("head").path("sha").asText().equals(head)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("Gitea does not know the head " + head);
  }

  private void approve(String user, Path token) throws IOException, InterruptedException {
    gitea.createAs(
        token, "/pulls/1/reviews", Map.of("event", "APPROVED", "body", user, "commit_id", head));
  }

  @Test
  void remarksGoWhenWhatTheyAreAboutIsMended() throws IOException, InterruptedException {
    publish();
    assertThat(gitea.get("/pulls/1/reviews")).hasSize(1);
    gitea.write("web.yaml", POD.formatted("false"));
    gitea.write(NAME, POD.formatted("false").replace("web", "api"));
    pushHead("mend it");
    publish();
    assertThat(gitea.get("/pulls/1/reviews")).isEmpty();
  }

  @Test
  void aCommentThatSomebodyDeletedIsMadeAgainOnce() throws IOException, InterruptedException {
    publish();
    String old = comments().get(0).path("id").asText();
    gitea.delete("/issues/comments/" + old);
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
    assertThat(gitea.get("/pulls/1/reviews")).hasSize(1);
  }

  @Test
  void aCommentOfSomebodyElseWithTheMarkerIsLeftAlone() throws IOException, InterruptedException {
    gitea.create("/issues/1/comments", Map.of("body", "<!-- seaworthy:seaworthy -->\nmine"));
    publish();
    publish();
    assertThat(comments()).hasSize(2);
    assertThat(comments().get(0).path("body").asText()).endsWith("mine");
  }

  @Test
  void aRequestThatMovedOnGetsAStatusAndNoComment() throws IOException, InterruptedException {
    String judged = head;
    gitea.write("more.txt", "more");
    gitea.commit("more");
    gitea.push("origin", "worse");
    Bench.Ran ran = publish("--head", judged);
    assertThat(ran.err()).contains("moved on");
    assertThat(comments()).isEmpty();
    assertThat(gitea.get("/commits/" + judged + "/statuses")).hasSize(1);
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
            Optional.of(gitea.url() + "/api/v1"),
            Optional.of(gitea.name()),
            Optional.of(1L),
            Map.of());
    Token token = Token.of(Optional.of(GiteaRepository.botToken()), target.kind(), Map.of());
    return Publisher.to(target, token, Pause.REAL, Clock.systemUTC());
  }

  private Bench.Ran publish(String... more) {
    List<Object> args =
        new ArrayList<>(
            List.of("pr", "--repository", folder, "--base", "origin/main", "--only", "K8S-09"));
    args.addAll(List.of("--publish", "gitea", "--forge-url", gitea.url() + "/api/v1"));
    args.addAll(List.of("--project", gitea.name(), "--number", "1"));
    if (!List.of(more).contains("--token-file")) {
      args.addAll(List.of("--token-file", GiteaRepository.botToken()));
    }
    args.addAll(List.of(more));
    return new Bench().runReal(args.toArray());
  }

  private List<JsonNode> comments() throws IOException, InterruptedException {
    List<JsonNode> comments = new ArrayList<>();
    gitea.get("/issues/1/comments").forEach(comments::add);
    return comments;
  }
}
