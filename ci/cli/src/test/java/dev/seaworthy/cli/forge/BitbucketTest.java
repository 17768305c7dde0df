package dev.seaworthy.cli.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One comment and one status on Bitbucket Cloud, against what stands in for it. */
final class BitbucketTest {
  private static final Map<String, String> PIPELINE =
      Map.of(
          "BITBUCKET_BUILD_NUMBER", "9",
          "BITBUCKET_REPO_FULL_NAME", "shop/web",
          "BITBUCKET_PR_ID", "17",
          "BITBUCKET_GIT_HTTP_ORIGIN", "http://bitbucket.org/shop/web",
          "BITBUCKET_TOKEN", "t");

  private final List<Duration> pauses = new ArrayList<>();
  private StandInForge forge;

  @BeforeEach
  void open() throws IOException {
    forge = new StandInForge();
  }

  @AfterEach
  void close() {
    forge.close();
  }

  @ParameterizedTest(name = "a token that may not ask who it is: {0}")
  @ValueSource(booleans = {false, true})
  void tellingAgainChangesNothingAndAnotherResultEdits(boolean nameless)
      throws ConfigurationException {
    forge.nameless = nameless;
    publish("one", false);
    int before = forge.requests.size();
    publish("one", false);
    assertThat(forge.requests.subList(before, forge.requests.size()))
        .allMatch(request -> request.startsWith("GET"));
    publish("two", true);
    assertThat(forge.notes).hasSize(1);
    assertThat(forge.notes.get(0).path("body").asText())
        .isEqualTo("[//]: # (seaworthy:seaworthy)\n\ntwo");
    assertThat(forge.statuses).hasSize(1);
    assertThat(forge.statuses.get(0).path("state").asText()).isEqualTo("SUCCESSFUL");
    assertThat(forge.statuses.get(0).path("url").asText())
        .isEqualTo("http://bitbucket.org/shop/web/pipelines/results/9");
  }

  @Test
  void itsCommentIsFoundBeyondTheFirstPageAndOthersAreLeft() throws ConfigurationException {
    for (int i = 0; i < 5; i++) {
      forge.notes.add(forge.note("somebody", "User", "[//]: # (seaworthy:seaworthy)\n\nmine"));
    }
    publish("one", false);
    publish("two", false);
    assertThat(forge.notes).hasSize(6);
    assertThat(forge.notes.subList(0, 5))
        .allMatch(one -> one.path("body").asText().endsWith("mine"));
  }

  /** It is still listed. */
  @Test
  void aDeletedCommentIsMadeAgain() throws ConfigurationException {
    publish("one", false);
    forge.notes.get(0).put("deleted", true);
    publish("one", false);
    publish("one", false);
    assertThat(forge.notes)
        .extracting(one -> one.path("deleted").asBoolean())
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCommentThatMayHaveBeenMadeIsLookedForFirst(boolean done) throws ConfigurationException {
    forge.faults.add(new StandInForge.Fault("POST", "/comments", 502, Map.of(), "oops", done));
    publish("one", false);
    assertThat(forge.notes).hasSize(1);
  }

  @Test
  void whoIsAskedToWaitWaits() throws ConfigurationException {
    Map<String, String> later = Map.of("Retry-After", "7");
    forge.faults.add(new StandInForge.Fault("POST", "/comments", 429, later, "{}", false));
    publish("one", false);
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    assertThat(forge.notes).hasSize(1);
  }

  @Test
  void whatRunsBesideThisLeftIsTakenAway() throws ConfigurationException {
    forge.notes.add(forge.note("bot", "User", "[//]: # (seaworthy:seaworthy)\n\nold"));
    forge.notes.add(forge.note("bot", "User", "[//]: # (seaworthy:seaworthy)\r\n\r\nother"));
    publish("new", false);
    assertThat(forge.notes.stream().filter(one -> !one.path("deleted").asBoolean()).toList())
        .singleElement()
        .extracting(one -> one.path("body").asText())
        .isEqualTo("[//]: # (seaworthy:seaworthy)\n\nnew");
  }

  private void publish(String body, boolean passed) throws ConfigurationException {
    ForgeTarget target =
        ForgeTarget.of(
            "auto", Optional.of(forge.url()), Optional.empty(), Optional.empty(), PIPELINE);
    assertThat(target.kind()).isEqualTo(ForgeKind.BITBUCKET);
    assertThat(target.number()).isEqualTo(17);
    Token token = Token.of(Optional.empty(), target.kind(), PIPELINE);
    Publisher.to(target, token, pauses::add, Clock.systemUTC())
        .publish(
            new Publication(
                "seaworthy",
                StandInForge.HEAD,
                passed,
                "title",
                body,
                target.link(),
                List.of(),
                List.of()));
  }
}
