package dev.seaworthy.cli.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a forge says of who approved, against a server that says it as the forges' pages do. */
final class ReviewsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EARLIER = "b".repeat(40);

  private StandInForge forge;

  @BeforeEach
  void open() throws IOException {
    forge = new StandInForge();
  }

  @AfterEach
  void close() {
    forge.close();
  }

  @Test
  void ofEachUserTheLastReviewThatSaysSomethingCounts() throws ConfigurationException {
    review("sec", "APPROVED", EARLIER);
    review("sec", "APPROVED", StandInForge.HEAD);
    review("sec", "COMMENTED", StandInForge.HEAD);
    review("second", "APPROVED", StandInForge.HEAD);
    review("second", "CHANGES_REQUESTED", StandInForge.HEAD);
    review("third", "APPROVED", StandInForge.HEAD);
    review("third", "DISMISSED", StandInForge.HEAD);
    review("fourth", "APPROVED", EARLIER);
    Reviews reviews = reviewers("github").reviews();
    assertThat(reviews.head()).isEqualTo(StandInForge.HEAD);
    assertThat(reviews.approvers()).containsExactly("sec");
    assertThat(reviews.stale()).containsExactly("fourth");
  }

  /** GitHub alters the state of what is dismissed. */
  @Test
  void onGiteaAReviewSaysItselfThatItIsDismissedOrStale() throws ConfigurationException {
    review("fifth", "APPROVED", StandInForge.HEAD).put("dismissed", true);
    review("sixth", "APPROVED", StandInForge.HEAD).put("stale", true);
    Reviews reviews = reviewers("gitea").reviews();
    assertThat(reviews.approvers()).isEmpty();
    assertThat(reviews.stale()).containsExactly("sixth");
  }

  @Test
  void whoeverWroteACommitIsAnAuthorToo() throws ConfigurationException {
    ObjectNode commit = JSON.createObjectNode();
    commit.putObject("author").put("login", "Pilot");
    commit.putObject("committer").put("login", "web-flow");
    commit.putObject("commit").putObject("author").put("name", "nobody known");
    forge.commits.add(commit);
    assertThat(reviewers("github").reviews().authors()).contains("author", "pilot", "nobody known");
  }

  @Test
  void aRequestWithMoreCommitsThanTheForgeListsIsNotKnown() {
    for (int i = 0; i < 250; i++) {
      forge.commits.add(JSON.createObjectNode());
    }
    assertThatThrownBy(() -> reviewers("github").reviews())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("250 commits");
  }

  @Test
  void anApprovalOnGitLabCountsIfItIsLaterThanTheHead() throws ConfigurationException {
    approval("sec", "2026-11-20T12:00:01.000Z");
    approval("second", "2026-11-20T11:59:59.000Z");
    approval("third", "");
    Reviews reviews = reviewers("gitlab").reviews();
    assertThat(reviews.approvers()).containsExactly("sec");
    assertThat(reviews.stale()).containsExactlyInAnyOrder("second", "third");
  }

  @Test
  void onGitLabTheNameOfACommitIsItsAuthors() throws ConfigurationException {
    approval("sec", "2026-11-20T12:00:01.000Z");
    forge.commits.add(JSON.createObjectNode().put("author_name", "Name of sec"));
    assertThat(reviewers("gitlab").reviews().authors()).containsExactlyInAnyOrder("author", "sec");
  }

  @Test
  void aTeamIsKnownOnlyToWhoMayReadIt() throws ConfigurationException {
    Reviewers github = reviewers("github");
    assertThat(github.isMember("org/sec", "sec")).contains(true);
    assertThat(github.isMember("org/sec", "other")).contains(false);
    assertThat(github.isMember("org/hidden", "sec")).isEmpty();
  }

  private ObjectNode review(String user, String state, String commit) {
    ObjectNode review = JSON.createObjectNode().put("state", state).put("commit_id", commit);
    review.putObject("user").put("login", user);
    forge.reviews.add(review);
    return review;
  }

  private void approval(String user, String at) {
    ObjectNode approval = JSON.createObjectNode().put("approved_at", at);
    approval.putObject("user").put("username", user).put("name", "Name of " + user);
    forge.reviews.add(approval);
  }

  private Reviewers reviewers(String kind) throws ConfigurationException {
    ForgeTarget target =
        ForgeTarget.of(
            kind, Optional.of(forge.url()), Optional.of("shop/web"), Optional.of(1L), Map.of());
    Token token =
        Token.of(Optional.empty(), target.kind(), Map.of("GITHUB_TOKEN", "t", "GITLAB_TOKEN", "t"));
    return Publisher.to(target, token, time -> {}, Clock.systemUTC()).reviewers();
  }
}
