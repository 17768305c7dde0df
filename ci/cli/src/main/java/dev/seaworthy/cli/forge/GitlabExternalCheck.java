package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import java.util.List;
import java.util.Map;

/**
 * Answers an external status check of the project that bears the publication's name, for projects
 * that merge only what passed one. Projects without such checks are left as they are.
 */
final class GitlabExternalCheck {
  private final ForgeHttp http;
  private final String request;

  /**
   * @param request where the merge request is
   */
  GitlabExternalCheck(ForgeHttp http, String request) {
    this.http = http;
    this.request = request;
  }

  /** Answers; gives what the user should know. */
  List<String> tell(Publication publication) throws ConfigurationException {
    Reply checks = http.ask(Paging.PER_PAGE.of(request + "/status_checks", 1));
    if (!checks.isGood()) {
      // Not every edition has them: who has none misses nothing.
      return List.of();
    }
    String state = publication.passed() ? "passed" : "failed";
    for (JsonNode check : checks.body()) {
      boolean named = check.path("name").asText().equals(publication.name());
      if (named && !check.path("status").asText().equals(state)) {
        return answered(publication, check.path("id").asLong(), state);
      }
    }
    return List.of();
  }

  private List<String> answered(Publication publication, long check, String state)
      throws ConfigurationException {
    String path = request + "/status_check_responses";
    Reply reply =
        http.safe(
            "POST",
            path,
            Map.of("external_status_check_id", check, "sha", publication.head(), "status", state));
    if (reply.code() == 409) {
      return List.of("the external status check asks about a commit newer than the one judged");
    }
    if (!reply.isGood()) {
      throw http.refused("POST", path, reply);
    }
    return List.of();
  }
}
