package dev.seaworthy.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.change.Threshold;
import dev.seaworthy.cli.forge.ForgeKind;
import dev.seaworthy.cli.git.FetchLimits;
import dev.seaworthy.cli.git.LocalGit;
import dev.seaworthy.cli.git.TestRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits by git's own protocol, told to as much of Gitea's API as telling needs. */
final class JobRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        hostNetwork: %s
        containers: [{name: web, image: "registry.example/web:1"}]
      """;

  @TempDir Path source = Path.of("");
  @TempDir Path folder = Path.of("");

  private final ArrayNode comments = JSON.createArrayNode();
  private final ArrayNode statuses = JSON.createArrayNode();
  private TestRepository origin;
  private LocalGit git;
  private String base = "";
  private String head = "";
  private String told = "";
  private String target = "main";
  private String state = "open";

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("token"), "0123456789");
    origin = TestRepository.in(source, true);
    base = origin.commit(Map.of("web.yaml", POD.formatted(false)));
    head = origin.commit(Map.of("web.yaml", POD.formatted(true)), base);
    told = head;
    origin.ref("refs/heads/main", base);
    origin.ref("refs/pull/7/head", head);
    git = new LocalGit(source);
    git.first(this::answer);
  }

  @AfterEach
  void close() {
    git.close();
    origin.close();
  }

  @Test
  void whatAChangeIntroducesIsToldOnceHoweverOftenItIsRun() throws Exception {
    assertThat(run(false).outcome()).isEqualTo("failed-change");
    assertThat(run(false).head()).isEqualTo(head);
    assertThat(comments).hasSize(1);
    assertThat(comments.get(0).path("body").asText())
        .contains("introduces 1 finding", "--no-render");
    assertThat(statuses).hasSize(1);
    assertThat(statuses.get(0).path("status").asText()).isEqualTo("failure");
  }

  @Test
  void aClosedRequestIsLeftAlone() throws Exception {
    state = "closed";
    assertThat(run(false).outcome()).isEqualTo("closed");
    assertThat(comments).isEmpty();
    assertThat(git.requests).noneMatch(one -> one.contains(".git"));
  }

  @Test
  void aBaseThatIsGoneIsExplained() throws Exception {
    target = "gone";
    JobResult result = run(false);
    assertThat(result.isDone()).isTrue();
    assertThat(result.outcome()).isEqualTo("explained");
    assertThat(comments.get(0).path("body").asText())
        .contains("This change cannot be judged", "choose another base");
    assertThat(statuses.get(0).path("status").asText()).isEqualTo("failure");
  }

  @Test
  void aHeadWithoutACommonHistoryIsExplained() throws Exception {
    head = origin.commit(Map.of("web.yaml", POD.formatted(true)));
    told = head;
    origin.ref("refs/pull/7/head", head);
    assertThat(run(false).problem().orElseThrow().code()).isEqualTo("NO_MERGE_BASE");
    assertThat(comments).hasSize(1);
  }

  /** The forge knows of a push whose commits it does not give out yet. */
  @Test
  void aHeadThatMovesIsTriedAgainAndNothingIsToldOfTheOldOne() throws Exception {
    told = "b".repeat(40);
    JobResult result = run(false);
    assertThat(result.isDone()).isFalse();
    assertThat(result.problem().orElseThrow().code()).isEqualTo("REQUEST_MOVED");
    assertThat(comments).isEmpty();
    assertThat(statuses).isEmpty();
  }

  @Test
  void whatKeptTheLastAttemptIsExplained() throws Exception {
    origin.ref("refs/pull/7/head", head);
    told = "b".repeat(40);
    assertThat(run(true).outcome()).isEqualTo("explained");
    assertThat(comments.get(0).path("body").asText()).contains("cannot be judged");
  }

  @Test
  void aRunAfterAnExplanationTakesItsPlace() throws Exception {
    target = "gone";
    run(false);
    target = "main";
    run(false);
    assertThat(comments).hasSize(1);
    assertThat(comments.get(0).path("body").asText()).contains("introduces 1 finding");
  }

  private JobResult run(boolean last) throws Exception {
    ServedRepository served =
        new ServedRepository(
            "gitea",
            ForgeKind.GITEA,
            URI.create(git.url() + "/api"),
            URI.create(git.url() + "/shop/web.git"),
            folder.resolve("token"),
            "shop/web",
            new ServedRepository.Rules(
                List.of("."),
                List.of(),
                List.of("K8S-09"),
                List.of(),
                Optional.empty(),
                Threshold.parse("introduced").orElseThrow(),
                false,
                false,
                "seaworthy"));
    Mirrors mirrors =
        new Mirrors(folder.resolve("state"), new FetchLimits(64 << 20, Duration.ofSeconds(30)));
    return JobRun.of(new Bench().realSetup(), mirrors, served, 7).run(last);
  }

  private boolean answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith("/api/")) {
      return false;
    }
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    JsonNode body = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
    JsonNode answer = answer(exchange.getRequestMethod(), path, body);
    LocalGit.reply(
        exchange, 200, "application/json", answer.toString().getBytes(StandardCharsets.UTF_8));
    return true;
  }

  private synchronized JsonNode answer(String method, String path, JsonNode body) {
    if (path.endsWith("/user")) {
      return JSON.createObjectNode().put("login", "pilot");
    }
    if (path.endsWith("/pulls/7")) {
      ObjectNode request = JSON.createObjectNode().put("state", state);
      request.putObject("head").put("sha", told);
      request.putObject("base").put("ref", target);
      return request;
    }
    if (path.contains("/statuses")) {
      if (method.equals("POST")) {
        ObjectNode status = body.deepCopy();
        statuses.insert(0, status.put("status", body.path("state").asText()));
      }
      return statuses;
    }
    if (path.contains("/comments") && !method.equals("GET")) {
      if (method.equals("PATCH")) {
        comments.removeAll();
      }
      ObjectNode comment =
          JSON.createObjectNode().put("id", 1).put("body", body.path("body").asText());
      comment.putObject("user").put("login", "pilot");
      comments.add(comment);
    }
    return path.contains("/issues/7/comments") ? comments : JSON.createArrayNode();
  }
}
