package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** GitHub, by version 2022-11-28 of its REST API. */
final class GithubForge extends PullRequestForge {
  private static final String BOT = "Bot:";

  /** A job's own token is no user, and cannot ask who it is. */
  private final Myself self = new Myself(http, BOT, GithubForge::author);

  GithubForge(ForgeTarget target, Token token, Pause pause, Clock clock) {
    super(
        new ForgeHttp(target.api(), token, headers(token), Paging.PER_PAGE, pause, clock),
        target,
        "state");
  }

  private static Map<String, String> headers(Token token) {
    return Map.of(
        "Authorization", "Bearer " + token.secret(),
        "Accept", "application/vnd.github+json",
        "X-GitHub-Api-Version", "2022-11-28");
  }

  @Override
  public ForgeKind kind() {
    return ForgeKind.GITHUB;
  }

  /** Only who may read the organisation's members is told. */
  @Override
  public Optional<Boolean> isMember(String team, String user) throws ConfigurationException {
    int slash = team.indexOf('/');
    String path =
        "/orgs/%s/teams/%s/memberships/%s"
            .formatted(team.substring(0, slash), team.substring(slash + 1), user);
    Reply reply = http.ask(path);
    return reply.isGood()
        ? Optional.of(reply.body().path("state").asText().equals("active"))
        : Optional.empty();
  }

  @Override
  public boolean isOwn(String author) throws ConfigurationException {
    return self.is(author);
  }

  @Override
  public List<Note> notes() throws ConfigurationException {
    return notes(comments());
  }

  private List<Note> notes(String path) throws ConfigurationException {
    List<Note> notes = new ArrayList<>();
    for (JsonNode one : http.all(path)) {
      notes.add(
          new Note(one.path("id").asText(), author(one.path("user")), one.path("body").asText()));
    }
    return notes;
  }

  @Override
  public List<Note> remarks() throws ConfigurationException {
    return notes(pull() + "/comments");
  }

  /** All in one review, so that people are told once. */
  @Override
  public void createRemarks(List<Remark> remarks)
      throws ConfigurationException, UncertainException {
    String body = "Seaworthy: %d on changed lines".formatted(remarks.size());
    List<Object> comments = remarks.stream().map(GithubForge::comment).toList();
    http.create(
        pull() + "/reviews", Map.of("event", "COMMENT", "body", body, "comments", comments));
  }

  private static Object comment(Remark remark) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("path", remark.file());
    tree.put("body", remark.body());
    tree.put("line", remark.endLine());
    tree.put("side", "RIGHT");
    if (remark.line() < remark.endLine()) {
      tree.put("start_line", remark.line());
      tree.put("start_side", "RIGHT");
    }
    return tree;
  }

  @Override
  public void deleteRemark(Note remark) throws ConfigurationException {
    http.delete(repository + "/pulls/comments/" + remark.id());
  }

  @Override
  public Optional<String> suggestion(int extra) {
    return Optional.of("suggestion");
  }

  @Override
  public List<String> details(Publication publication) throws ConfigurationException {
    List<String> notes = new ArrayList<>(new GithubCheck(http, repository).tell(publication));
    if (publication.sarif().isPresent()) {
      GithubScanning scanning = new GithubScanning(http, repository, number);
      notes.addAll(scanning.tell(publication, publication.sarif().get()));
    }
    return notes;
  }

  private static String author(JsonNode user) {
    return user.path("type").asText() + ":" + user.path("login").asText();
  }
}
