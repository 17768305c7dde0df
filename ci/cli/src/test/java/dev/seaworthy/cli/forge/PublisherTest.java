package dev.seaworthy.cli.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublisherTest {
  private static final String SECRET = "harbor-secret-0123456789";

  @TempDir Path folder = Path.of("");

  private StandInForge forge;
  private final List<Duration> pauses = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    forge = new StandInForge();
  }

  @AfterEach
  void close() {
    forge.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"github", "gitlab"})
  void tellingAgainChangesNothingAndAnotherResultEdits(String kind) throws ConfigurationException {
    publish(kind, "one");
    List<String> before = List.copyOf(forge.requests);
    publish(kind, "one");
    assertThat(forge.requests.subList(before.size(), forge.requests.size()))
        .noneMatch(request -> !request.startsWith("GET"));
    publish(kind, "two");
    assertThat(forge.notes).hasSize(1);
    assertThat(forge.notes.get(0).path("body").asText())
        .isEqualTo("<!-- seaworthy:seaworthy -->\ntwo");
    assertThat(forge.remarks).hasSize(1);
    assertThat(forge.statuses).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"github", "gitlab"})
  void aRemarkIsTakenBackOnceItsFindingIsGone(String kind) throws ConfigurationException {
    Publication before = publication("one", 0);
    publisher(kind).publish(before);
    assertThat(forge.remarks).hasSize(1);
    Publication elsewhere =
        new Publication("other", before.head(), true, "t", "b", "", List.of(), List.of());
    publisher(kind).publish(elsewhere);
    assertThat(standing()).isEqualTo(1);
    Publication untold =
        new Publication(
            before.name(),
            before.head(),
            false,
            "t",
            "b",
            "",
            List.of(),
            List.of(),
            Set.of(before.remarks().get(0).key()),
            Optional.empty());
    publisher(kind).publish(untold);
    assertThat(standing()).isEqualTo(1);
    Publication mended =
        new Publication(before.name(), before.head(), true, "t", "b", "", List.of(), List.of());
    publisher(kind).publish(mended);
    assertThat(standing()).isZero();
  }

  @Test
  void aRemarkOfSomebodyElseIsLeft() throws ConfigurationException {
    Publication before = publication("one", 0);
    publisher("github").publish(before);
    forge.remarks.get(0).withObject("/user").put("login", "somebody");
    publisher("github")
        .publish(
            new Publication(
                before.name(), before.head(), true, "t", "b", "", List.of(), List.of()));
    assertThat(standing()).isEqualTo(1);
  }

  private long standing() {
    return forge.remarks.stream().filter(one -> !one.path("resolved").asBoolean()).count();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"github", "gitlab"})
  void itsCommentIsFoundBeyondTheFirstPage(String kind) throws ConfigurationException {
    for (int i = 0; i < 7; i++) {
      forge.notes.add(forge.note("somebody", "User", "talk " + i));
    }
    publish(kind, "one");
    publish(kind, "two");
    assertThat(forge.notes).hasSize(8);
    assertThat(forge.requests).noneMatch(request -> request.contains("elsewhere"));
  }

  @ParameterizedTest(name = "{0} answers {1}, done: {2}")
  @CsvSource({"github, 500, true", "github, 502, false", "gitlab, 500, true", "gitlab, 503, false"})
  void aCommentThatMayHaveBeenMadeIsLookedForFirst(String kind, int code, boolean done)
      throws ConfigurationException {
    String part = kind.equals("github") ? "/issues/1/comments" : "/notes";
    forge.faults.add(new StandInForge.Fault("POST", part, code, Map.of(), "oops", done));
    publish(kind, "one");
    assertThat(forge.notes).hasSize(1);
  }

  @Test
  void whatRunsBesideThisLeftIsTakenAwayAndTheOldestStays() throws ConfigurationException {
    forge.notes.add(forge.note("bot", "User", "<!-- seaworthy:seaworthy -->\nold"));
    forge.notes.add(forge.note("bot", "User", "<!-- seaworthy:seaworthy -->\nother"));
    forge.notes.add(forge.note("bot", "User", "<!-- seaworthy:charts -->\nof another name"));
    forge.notes.add(forge.note("mallory", "User", "<!-- seaworthy:seaworthy -->\nmine"));
    publish("github", "new");
    assertThat(forge.notes)
        .extracting(
            note -> note.path("id").asInt() + note.path("body").asText().replaceAll(".*\n", ""))
        .containsExactly("1new", "3of another name", "4mine");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | Retry-After: 7           | secondary rate limit | 7",
        "403 | X: y                     | You have exceeded a secondary rate limit | 60",
        "429 | Retry-After: 3           | slow down            | 3",
        "429 | X: y                     | slow down            | 5",
      })
  void whoIsAskedToWaitWaits(int code, String header, String said, int seconds)
      throws ConfigurationException {
    int colon = header.indexOf(':');
    Map<String, String> headers =
        Map.of(header.substring(0, colon), header.substring(colon + 1).strip());
    String body = "{\"message\": \"" + said + "\"}";
    forge.faults.add(new StandInForge.Fault("POST", "/comments", code, headers, body, false));
    publish("github", "one");
    assertThat(pauses).containsExactly(Duration.ofSeconds(seconds));
    assertThat(forge.notes).hasSize(1);
  }

  @Test
  void itDoesNotWaitForEver() {
    Map<String, String> headers = Map.of("Retry-After", "3600");
    forge.faults.add(new StandInForge.Fault("GET", "/statuses", 429, headers, "{}", false));
    assertThatThrownBy(() -> publish("github", "one"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("longer than 5 minutes");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aForbiddenRequestIsToldWithoutTheToken() {
    String body = "{\"message\": \"no access for " + SECRET + "\"}";
    forge.faults.add(new StandInForge.Fault("POST", "/statuses", 403, Map.of(), body, false));
    assertThatThrownBy(() -> publish("github", "one"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("403: no access for ***");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aListThatIsCutOffIsNoEmptyList() {
    for (int i = 0; i < 5; i++) {
      forge.faults.add(
          new StandInForge.Fault("GET", "/issues/1/comments", 200, Map.of(), "[{\"id\":", false));
    }
    assertThatThrownBy(() -> publish("github", "one")).isInstanceOf(ConfigurationException.class);
    assertThat(forge.notes).isEmpty();
  }

  @Test
  void annotationsGoFiftyAtATimeAndOnAfterABreak() throws ConfigurationException {
    Publication told = publication("one", 120);
    forge.faults.add(new StandInForge.Fault("PATCH", "/check-runs/", 500, Map.of(), "", true));
    for (int i = 0; i < 2; i++) {
      forge.faults.add(new StandInForge.Fault("PATCH", "/check-runs/", 502, Map.of(), "", false));
    }
    assertThatThrownBy(() -> publisher("github").publish(told))
        .isInstanceOf(ConfigurationException.class);
    forge.faults.add(new StandInForge.Fault("PATCH", "/check-runs/", 500, Map.of(), "", true));
    publisher("github").publish(told);
    publisher("github").publish(told);
    assertThat(forge.batches).containsExactly(50, 50, 20);
    assertThat(forge.checks).hasSize(1);
    assertThat(forge.checks.get(0).path("conclusion").asText()).isEqualTo("failure");
  }

  @Test
  void withoutTheRightToChecksTheRestIsTold() throws ConfigurationException {
    forge.faults.add(
        new StandInForge.Fault(
            "POST", "/check-runs", 403, Map.of(), "{\"message\": \"app\"}", false));
    assertThat(publisher("github").publish(publication("one", 1)))
        .singleElement()
        .asString()
        .contains("no check");
    assertThat(forge.notes).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "http://forge.example/api, is not `https`",
    "https://a:b@forge.example, no host",
    "nonsense, no host",
  })
  void aTokenIsSentNowhereElse(String url, String why) {
    assertThatThrownBy(
            () ->
                ForgeTarget.of(
                    "gitea", Optional.of(url), Optional.of("a/b"), Optional.of(1L), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("a:b");
  }

  @Test
  void ciTellsWhatTheCommandLineDoesNot() throws ConfigurationException {
    ForgeTarget github =
        target(
            Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_REPOSITORY", "shop/web",
                "GITHUB_REF", "refs/pull/17/merge",
                "GITHUB_SERVER_URL", "https://github.com",
                "GITHUB_RUN_ID", "9"));
    assertThat(github.kind()).isEqualTo(ForgeKind.GITHUB);
    assertThat(github.api()).hasToString("https://api.github.com");
    assertThat(github.number()).isEqualTo(17);
    assertThat(github.link()).isEqualTo("https://github.com/shop/web/actions/runs/9");
    ForgeTarget gitea =
        target(
            Map.of(
                "GITHUB_ACTIONS", "true",
                "GITEA_ACTIONS", "true",
                "GITHUB_REPOSITORY", "shop/web",
                "GITHUB_REF", "refs/pull/17/head",
                "GITHUB_SERVER_URL", "https://git.example"));
    assertThat(gitea.kind()).isEqualTo(ForgeKind.GITEA);
    assertThat(gitea.api()).hasToString("https://git.example/api/v1");
    ForgeTarget gitlab =
        target(
            Map.of(
                "GITLAB_CI", "true",
                "CI_API_V4_URL", "https://gitlab.example/api/v4",
                "CI_PROJECT_ID", "42",
                "CI_MERGE_REQUEST_IID", "3"));
    assertThat(gitlab.project()).isEqualTo("42");
    assertThatThrownBy(() -> target(Map.of())).hasMessageContaining("neither the command line");
  }

  private static ForgeTarget target(Map<String, String> environment) throws ConfigurationException {
    return ForgeTarget.of(
        "auto", Optional.empty(), Optional.empty(), Optional.empty(), environment);
  }

  private void publish(String kind, String body) throws ConfigurationException {
    publisher(kind).publish(publication(body, 0));
  }

  private Publisher publisher(String kind) throws ConfigurationException {
    ForgeTarget target =
        ForgeTarget.of(
            kind, Optional.of(forge.url()), Optional.of("a/b"), Optional.of(1L), Map.of());
    Token read = Token.of(Optional.of(token()), target.kind(), Map.of());
    return Publisher.to(target, read, pauses::add, Clock.systemUTC());
  }

  private Path token() {
    try {
      return Files.writeString(folder.resolve("token"), SECRET + "\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Publication publication(String body, int annotations) {
    return new Publication(
        "seaworthy",
        StandInForge.HEAD,
        false,
        "title",
        body,
        "",
        List.of(new Remark("k", "web.yaml", 3, 4, Publisher.marker("k") + "\nhere")),
        IntStream.range(0, annotations)
            .mapToObj(i -> new Annotation("web.yaml", i, true, "t", "m" + i))
            .toList());
  }
}
