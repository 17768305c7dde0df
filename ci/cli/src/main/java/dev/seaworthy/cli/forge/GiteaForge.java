package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gitea and Forgejo, by the API that they share. */
final class GiteaForge implements Forge {
  private final ForgeHttp http;
  private final String repository;
  private final long number;
  private final Map<String, Integer> reviewSizes = new HashMap<>();
  private String self = "";

  GiteaForge(ForgeTarget target, Token token, Pause pause, Clock clock) {
    Map<String, String> headers =
        Map.of("Authorization", "token " + token.secret(), "Accept", "application/json");
    http = new ForgeHttp(target.api(), token, headers, pause, clock);
    repository = "/repos/" + target.project();
    number = target.number();
  }

  @Override
  public String head() throws ConfigurationException {
    return http.get(pull()).path("head").path("sha").asText();
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
    http.whole(repository + "/issues/" + number + "/comments").forEach(one -> notes.add(note(one)));
    return notes;
  }

  @Override
  public void createNote(String body) throws ConfigurationException, UncertainException {
    http.create(repository + "/issues/" + number + "/comments", Map.of("body", body));
  }

  @Override
  public boolean editNote(String id, String body) throws ConfigurationException {
    return http.edit("PATCH", repository + "/issues/comments/" + id, Map.of("body", body));
  }

  @Override
  public void deleteNote(String id) throws ConfigurationException {
    http.delete(repository + "/issues/comments/" + id);
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

  @Override
  public void status(Publication publication) throws ConfigurationException {
    Map<String, Object> wanted = new TreeMap<>();
    wanted.put("state", publication.passed() ? "success" : "failure");
    wanted.put("context", publication.name());
    wanted.put("description", publication.shortTitle());
    wanted.put("target_url", publication.link());
    for (JsonNode one : http.all(repository + "/commits/" + publication.head() + "/statuses")) {
      if (one.path("context").asText().equals(publication.name())) {
        boolean same =
            one.path("status").asText().equals(wanted.get("state"))
                && one.path("description").asText().equals(publication.shortTitle());
        if (same) {
          return;
        }
        break;
      }
    }
    http.change("POST", repository + "/statuses/" + publication.head(), wanted);
  }

  /** Neither has a block to take lines by; what would change is shown. */
  @Override
  public Optional<String> suggestion(int extra) {
    return Optional.empty();
  }

  private String pull() {
    return repository + "/pulls/" + number;
  }

  private static Note note(JsonNode one) {
    return new Note(one.path("id").asText(), login(one), one.path("body").asText());
  }

  private static String login(JsonNode one) {
    return one.path("user").path("login").asText();
  }
}
