package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gitea and Forgejo, by the API that they share. */
final class GiteaForge extends PullRequestForge {
  private final Map<String, Integer> reviewSizes = new HashMap<>();
  private String self = "";

  GiteaForge(ForgeTarget target, Token token, Pause pause, Clock clock) {
    super(
        new ForgeHttp(target.api(), token, headers(token), Paging.LIMIT, pause, clock),
        target,
        "status");
  }

  private static Map<String, String> headers(Token token) {
    return Map.of("Authorization", "token " + token.secret(), "Accept", "application/json");
  }

  @Override
  public ForgeKind kind() {
    return ForgeKind.GITEA;
  }

  /** Its teams have numbers, which a token of the scopes that we ask for may not look up. */
  @Override
  public Optional<Boolean> isMember(String team, String user) {
    return Optional.empty();
  }

  @Override
  public boolean isOwn(String author) throws ConfigurationException {
    if (self.isEmpty()) {
      self = http.get("/user").path("login").asText();
    }
    return author.equals(self);
  }

  @Override
  public List<Note> notes() throws ConfigurationException {
    // One page holds all: this list has no pages.
    List<Note> notes = new ArrayList<>();
    http.whole(comments()).forEach(one -> notes.add(note(one)));
    return notes;
  }

  @Override
  public List<Note> remarks() throws ConfigurationException {
    List<Note> remarks = new ArrayList<>();
    reviewSizes.clear();
    for (JsonNode review : http.all(pull() + "/reviews")) {
      if (review.path("comments_count").asInt() > 0) {
        String id = review.path("id").asText();
        JsonNode comments = http.whole(pull() + "/reviews/" + id + "/comments");
        reviewSizes.put(id, comments.size());
        comments.forEach(one -> remarks.add(new Note(id, login(one), one.path("body").asText())));
      }
    }
    return remarks;
  }

  /** All in one review, so that people are told once. */
  @Override
  public void createRemarks(List<Remark> remarks)
      throws ConfigurationException, UncertainException {
    List<Object> comments = new ArrayList<>();
    for (Remark remark : remarks) {
      comments.add(
          Map.of("path", remark.file(), "new_position", remark.endLine(), "body", remark.body()));
    }
    http.create(pull() + "/reviews", Map.of("event", "COMMENT", "body", "", "comments", comments));
  }

  /** The API takes away whole reviews only: one that holds nothing else goes. */
  @Override
  public void deleteRemark(Note remark) throws ConfigurationException {
    if (reviewSizes.merge(remark.id(), -1, Integer::sum) == 0) {
      http.delete(pull() + "/reviews/" + remark.id());
    }
  }

  /** Neither has a block to take lines by; what would change is shown. */
  @Override
  public Optional<String> suggestion(int extra) {
    return Optional.empty();
  }

  private static Note note(JsonNode one) {
    return new Note(one.path("id").asText(), login(one), one.path("body").asText());
  }

  private static String login(JsonNode one) {
    return one.path("user").path("login").asText();
  }
}
