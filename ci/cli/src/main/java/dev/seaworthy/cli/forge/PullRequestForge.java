package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the APIs of GitHub and of the forges that follow it have in common. */
abstract class PullRequestForge implements Forge {
  /** GitHub lists no more of one request. */
  private static final int MOST_COMMITS = 250;

  final ForgeHttp http;
  final String repository;
  final long number;
  private final String stateKey;

  /**
   * @param stateKey of a commit status, under which its state is told
   */
  PullRequestForge(ForgeHttp http, ForgeTarget target, String stateKey) {
    this.http = http;
    this.repository = "/repos/" + target.project();
    this.number = target.number();
    this.stateKey = stateKey;
  }

  /** Where the request is. */
  final String pull() {
    return repository + "/pulls/" + number;
  }

  /** Where its comments are. */
  final String comments() {
    return repository + "/issues/" + number + "/comments";
  }

  @Override
  public final RequestState state() throws ConfigurationException {
    JsonNode request = http.get(pull());
    return new RequestState(
        request.path("head").path("sha").asText(),
        request.path("base").path("ref").asText(),
        request.path("state").asText().equals("open"));
  }

  @Override
  public final List<OpenRequest> open() throws ConfigurationException {
    return http.all(repository + "/pulls?state=open").stream()
        .map(
            one ->
                new OpenRequest(one.path("number").asLong(), one.path("head").path("sha").asText()))
        .toList();
  }

  @Override
  public final boolean hasStatus(String commit, String name) throws ConfigurationException {
    return newestStatus(commit, name).isPresent();
  }

  /** Forges tell the newest first. */
  private Optional<JsonNode> newestStatus(String commit, String name)
      throws ConfigurationException {
    return http.all(repository + "/commits/" + commit + "/statuses").stream()
        .filter(one -> one.path("context").asText().equals(name))
        .findFirst();
  }

  @Override
  public final Reviews reviews() throws ConfigurationException {
    List<JsonNode> commits = http.all(pull() + "/commits");
    if (commits.size() >= MOST_COMMITS) {
      throw new ConfigurationException(
          "FORGE_TOO_MUCH",
          "the request has %d commits or more, and the forge does not tell who wrote the rest"
              .formatted(MOST_COMMITS),
          "put some of them together");
    }
    return ReviewReader.of(http.get(pull()), commits, http.all(pull() + "/reviews"));
  }

  @Override
  public final void createNote(String body) throws ConfigurationException, UncertainException {
    http.create(comments(), Map.of("body", body));
  }

  @Override
  public final boolean editNote(String id, String body) throws ConfigurationException {
    return http.edit("PATCH", repository + "/issues/comments/" + id, Map.of("body", body));
  }

  @Override
  public final void deleteNote(String id) throws ConfigurationException {
    http.delete(repository + "/issues/comments/" + id);
  }

  @Override
  public final void status(Publication publication) throws ConfigurationException {
    String state = publication.passed() ? "success" : "failure";
    boolean said =
        newestStatus(publication.head(), publication.name())
            .filter(one -> one.path(stateKey).asText().equals(state))
            .filter(one -> one.path("description").asText().equals(publication.shortTitle()))
            .isPresent();
    if (said) {
      return;
    }
    Map<String, Object> tree = new TreeMap<>();
    tree.put("state", state);
    tree.put("context", publication.name());
    tree.put("description", publication.shortTitle());
    if (!publication.link().isEmpty()) {
      tree.put("target_url", publication.link());
    }
    http.change("POST", repository + "/statuses/" + publication.head(), tree);
  }
}
