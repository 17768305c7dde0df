package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads reviews as GitHub and Gitea have them: many of each user, of which the last counts. */
final class ReviewReader {
  /** What is said beside an approval takes nothing back. */
  private static final Set<String> SILENT = Set.of("COMMENTED", "COMMENT", "PENDING", "");

  private ReviewReader() {}

  /**
   * Reads.
   *
   * @param pull the request
   * @param commits of the request
   * @param reviews the oldest first
   */
  static Reviews of(JsonNode pull, List<JsonNode> commits, List<JsonNode> reviews) {
    String head = pull.path("head").path("sha").asText();
    Set<String> authors = new HashSet<>(Set.of(login(pull)));
    for (JsonNode commit : commits) {
      // A commit whose author has no account is known by what git says.
      for (String who : List.of("author", "committer")) {
        authors.add(commit.path(who).path("login").asText());
        authors.add(commit.path("commit").path(who).path("name").asText());
      }
    }
    Map<String, JsonNode> last = new HashMap<>();
    for (JsonNode review : reviews) {
      if (!SILENT.contains(review.path("state").asText())) {
        last.put(login(review), review);
      }
    }
    Set<String> approvers = new HashSet<>();
    Set<String> stale = new HashSet<>();
    last.forEach(
        (user, review) -> {
          boolean approved =
              review.path("state").asText().equals("APPROVED")
                  && !review.path("dismissed").asBoolean();
          boolean current =
              review.path("commit_id").asText().equals(head) && !review.path("stale").asBoolean();
          if (approved) {
            (current ? approvers : stale).add(user);
          }
        });
    return new Reviews(head, authors, approvers, stale);
  }

  private static String login(JsonNode one) {
    return one.path("user").path("login").asText();
  }
}
