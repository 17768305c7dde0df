package dev.seaworthy.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.forge.ForgeKind;
import dev.seaworthy.engine.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers and bodies as the forges' documentation shows them, bodies cut to what matters. */
final class DialectTest {
  private static final String GITHUB =
      """
      {"action":"%s","number":2,"pull_request":{"url":"https://api.github.com/repos/Codertocat/\
      Hello-World/pulls/2","id":279147437,"number":2,"state":"open","head":{"ref":"changes","sha":\
      "ec26c3e57ca3a959ca5aad62de7213c562f8c821"},"base":{"ref":"master"}},"repository":{"id":\
      186853002,"name":"Hello-World","full_name":"Codertocat/Hello-World"},"changes":%s}
      """;

  private static final String GITLAB =
      """
      {"object_kind":"merge_request","event_type":"merge_request","user":{"id":1,"username":"root"},\
      "project":{"id":1,"name":"Gitlab Test","path_with_namespace":"gitlabhq/gitlab-test",\
      "default_branch":"master"},"object_attributes":{"id":99,"iid":1,"target_branch":"master",\
      "source_branch":"ms-viewport","state":"opened","action":"%s"%s},"changes":%s}
      """;

  @ParameterizedTest(name = "GitHub {0} {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "opened; {}; true",
        "synchronize; {}; true",
        "reopened; {}; true",
        "edited; {\"base\":{\"ref\":{\"from\":\"main\"}}}; true",
        "edited; {\"title\":{\"from\":\"before\"}}; false",
        "closed; {}; false",
        "labeled; {}; false",
      })
  void whatOfGithubsPullRequestsIsJudged(String action, String changes, boolean judged)
      throws HookException {
    Asked asked =
        Dialect.of(ForgeKind.GITHUB).asked("pull_request", json(GITHUB.formatted(action, changes)));
    assertThat(asked)
        .isEqualTo(judged ? new Asked.Judging("Codertocat/Hello-World", 2) : new Asked.Nothing());
  }

  @ParameterizedTest(name = "Gitea {0}")
  @CsvSource({"opened, true", "synchronized, true", "reopened, true", "closed, false"})
  void whatOfGiteasPullRequestsIsJudged(String action, boolean judged) throws HookException {
    String body =
        """
        {"action":"%s","number":7,"pull_request":{"id":3,"number":7},"repository":{"id":1,\
        "full_name":"shop/web"},"commit_id":"","review":null}
        """;
    for (ForgeKind kind : new ForgeKind[] {ForgeKind.GITEA, ForgeKind.FORGEJO}) {
      assertThat(Dialect.of(kind).asked("pull_request", json(body.formatted(action))))
          .isEqualTo(judged ? new Asked.Judging("shop/web", 7) : new Asked.Nothing());
    }
  }

  /** An approval decides whether waivers count; a comment does not. */
  @ParameterizedTest(name = "GitHub {0} {1}")
  @CsvSource({
    "submitted, approved, true",
    "submitted, changes_requested, true",
    "submitted, commented, false",
    "dismissed, dismissed, true",
    "edited, approved, false",
  })
  void whatOfGithubsReviewsIsJudged(String action, String state, boolean judged)
      throws HookException {
    String body =
        """
        {"action":"%s","review":{"id":237895671,"user":{"login":"Codertocat"},"state":"%s"},\
        "pull_request":{"number":2},"repository":{"full_name":"Codertocat/Hello-World"}}
        """;
    assertThat(
            Dialect.of(ForgeKind.GITHUB)
                .asked("pull_request_review", json(body.formatted(action, state))))
        .isEqualTo(judged ? new Asked.Judging("Codertocat/Hello-World", 2) : new Asked.Nothing());
  }

  @ParameterizedTest(name = "Gitea {0}")
  @CsvSource({
    "pull_request_approved, true",
    "pull_request_rejected, true",
    "pull_request_comment, false",
  })
  void whatOfGiteasReviewsIsJudged(String event, boolean judged) throws HookException {
    String body =
        """
        {"action":"reviewed","number":7,"pull_request":{"number":7},"repository":{"full_name":\
        "shop/web"},"review":{"type":"pull_request_review_approved","content":""}}
        """;
    assertThat(Dialect.of(ForgeKind.GITEA).asked(event, json(body)))
        .isEqualTo(judged ? new Asked.Judging("shop/web", 7) : new Asked.Nothing());
  }

  @ParameterizedTest(name = "GitLab {0} {1} {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "open; ''; {}; true",
        "reopen; ''; {}; true",
        "update; ,\"oldrev\":\"da1560886d4f094c3e6c9ef40349f7d38b5d27d7\"; {}; true",
        "update; ''; {\"target_branch\":{\"previous\":\"a\",\"current\":\"b\"}}; true",
        "update; ''; {\"title\":{\"previous\":\"a\",\"current\":\"b\"}}; false",
        "close; ''; {}; false",
        "merge; ''; {}; false",
        "approval; ''; {}; true",
        "unapproval; ''; {}; true",
        "approved; ''; {}; true",
        "unapproved; ''; {}; true",
      })
  void whatOfGitlabsMergeRequestsIsJudged(
      String action, String more, String changes, boolean judged) throws HookException {
    Asked asked =
        Dialect.of(ForgeKind.GITLAB)
            .asked("Merge Request Hook", json(GITLAB.formatted(action, more, changes)));
    assertThat(asked)
        .isEqualTo(judged ? new Asked.Judging("gitlabhq/gitlab-test", 1) : new Asked.Nothing());
  }

  @Test
  void otherEventsAskForNothing() throws HookException {
    assertThat(Dialect.of(ForgeKind.GITHUB).asked("ping", json("{\"zen\":\"x\"}")))
        .isEqualTo(new Asked.Ping());
    assertThat(Dialect.of(ForgeKind.GITHUB).asked("push", json("{}")))
        .isEqualTo(new Asked.Nothing());
    assertThat(Dialect.of(ForgeKind.GITLAB).asked("Push Hook", json("{}")))
        .isEqualTo(new Asked.Nothing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"action\":7}",
        "{\"action\":\"opened\"}",
        "{\"action\":\"opened\",\"repository\":{\"full_name\":\"a/b\"}}",
        "{\"action\":\"opened\",\"repository\":{\"full_name\":\"a/b\"},\"number\":\"7\"}",
        "{\"action\":\"opened\",\"repository\":{\"full_name\":\"a/b\"},\"number\":0}",
        "{\"action\":\"opened\",\"repository\":{\"full_name\":\"a/b\"},\"number\":-1}",
        "{\"action\":\"opened\",\"repository\":{\"full_name\":\"a/b\"},\"number\":1e300}",
        "{\"action\":\"opened\",\"repository\":{\"full_name\":[\"a/b\"]},\"number\":7}",
        "{\"action\":\"opened\",\"repository\":\"a/b\",\"number\":7}",
      })
  void whatAnEventLacksIsSaid(String body) {
    assertThatThrownBy(() -> Dialect.of(ForgeKind.GITHUB).asked("pull_request", json(body)))
        .isInstanceOfSatisfying(HookException.class, e -> assertThat(e.status()).isEqualTo(400))
        .hasMessageContaining("the event cannot be read: it has no ");
  }

  /** The headers of GitHub's documentation. */
  @Test
  void githubsHeadersAreUnderstood() {
    Dialect dialect = Dialect.of(ForgeKind.GITHUB);
    Headers headers =
        headers(
            "X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958",
            "X-Hub-Signature", "sha1=7d38cdd689735b008b3c702edd92eea23791c5f6",
            "X-Hub-Signature-256",
                "sha256=d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c",
            "User-Agent", "GitHub-Hookshot/044aadd",
            "X-GitHub-Event", "pull_request");
    assertThat(dialect.proof(headers))
        .contains("d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c");
    assertThat(dialect.delivery(headers)).contains("72d3162e-cc78-11e3-81ab-4c9367dc0958");
    assertThat(dialect.event(headers)).contains("pull_request");
  }

  /** The old signature is by SHA-1, and proves nothing any more. */
  @Test
  void anOldSignatureIsNone() {
    assertThat(
            Dialect.of(ForgeKind.GITHUB)
                .proof(headers("X-Hub-Signature", "sha1=7d38cdd689735b008b3c702edd92eea23791c5f6")))
        .isEmpty();
    assertThat(Dialect.of(ForgeKind.GITHUB).proof(headers("X-Hub-Signature-256", "d57c68ca")))
        .isEmpty();
  }

  @Test
  void gitlabsHeadersAreUnderstood() {
    Dialect dialect = Dialect.of(ForgeKind.GITLAB);
    Headers headers =
        headers(
            "X-Gitlab-Event", "Merge Request Hook",
            "X-Gitlab-Token", "a secret token of gitlab",
            "X-Gitlab-Event-UUID", "13792a34-cac6-4fda-95a8-c58e00a3954e",
            "Idempotency-Key", "f5e57ebb-6d68-4cbd-9fb9-d86a3bd5c1e0");
    assertThat(dialect.proof(headers)).contains("a secret token of gitlab");
    assertThat(dialect.event(headers)).contains("Merge Request Hook");
    assertThat(dialect.delivery(headers)).contains("f5e57ebb-6d68-4cbd-9fb9-d86a3bd5c1e0");
    assertThat(dialect.delivery(headers("X-Gitlab-Event-UUID", "13792a34"))).contains("13792a34");
  }

  private static JsonNode json(String text) {
    return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Headers headers(String... namesAndValues) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Headers(name -> Optional.ofNullable(all.get(name)));
  }
}
