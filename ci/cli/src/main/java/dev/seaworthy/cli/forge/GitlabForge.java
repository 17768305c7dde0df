package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.collectors.document.Instants;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** GitLab, by version 4 of its REST API. */
final class GitlabForge implements Forge {
  private static final String ON_LINES = "DiffNote";

  private final ForgeHttp http;
  private final String project;
  private final String request;
  private String self = "";

  GitlabForge(ForgeTarget target, Token token, Pause pause, Clock clock) {
    http =
        new ForgeHttp(
            target.api(),
            token,
            Map.of("PRIVATE-TOKEN", token.secret()),
            Paging.PER_PAGE,
            pause,
            clock);
    project = "/projects/" + URLEncoder.encode(target.project(), StandardCharsets.UTF_8);
    request = project + "/merge_requests/" + target.number();
  }

  @Override
  public RequestState state() throws ConfigurationException {
    JsonNode found = http.get(request);
    return new RequestState(
        found.path("sha").asText(),
        found.path("target_branch").asText(),
        found.path("state").asText().equals("opened"));
  }

  @Override
  public List<OpenRequest> open() throws ConfigurationException {
    return http.all(project + "/merge_requests?state=opened").stream()
        .map(one -> new OpenRequest(one.path("iid").asLong(), one.path("sha").asText()))
        .toList();
  }

  @Override
  public boolean hasStatus(String commit, String name) throws ConfigurationException {
    return !statuses(commit, name).isEmpty();
  }

  private List<JsonNode> statuses(String commit, String name) throws ConfigurationException {
    return http.all("%s/repository/commits/%s/statuses?name=%s".formatted(project, commit, name));
  }

  @Override
  public ForgeKind kind() {
    return ForgeKind.GITLAB;
  }

  /** GitLab does not say which commit was approved: an approval counts if it is later than that. */
  @Override
  public Reviews reviews() throws ConfigurationException {
    JsonNode merge = http.get(request);
    String head = merge.path("sha").asText();
    Set<String> authors = new HashSet<>(Set.of(merge.path("author").path("username").asText()));
    Set<String> names = new HashSet<>();
    for (JsonNode commit : http.all(request + "/commits")) {
      names.add(commit.path("author_name").asText());
      names.add(commit.path("committer_name").asText());
    }
    Optional<Instant> pushed = pushed(head);
    Set<String> approvers = new HashSet<>();
    Set<String> stale = new HashSet<>();
    for (JsonNode one : http.get(request + "/approvals").path("approved_by")) {
      String user = one.path("user").path("username").asText();
      if (names.contains(one.path("user").path("name").asText()) || names.contains(user)) {
        authors.add(user);
      }
      Optional<Instant> approved = Instants.time(one.path("approved_at").asText());
      boolean current =
          pushed.isPresent() && approved.isPresent() && approved.get().isAfter(pushed.get());
      (current ? approvers : stale).add(user);
    }
    return new Reviews(head, authors, approvers, stale);
  }

  private Optional<Instant> pushed(String head) throws ConfigurationException {
    for (JsonNode version : http.all(request + "/versions")) {
      if (version.path("head_commit_sha").asText().equals(head)) {
        return Instants.time(version.path("created_at").asText());
      }
    }
    return Optional.empty();
  }

  /** Members of groups above count too, as GitLab counts them. */
  @Override
  public Optional<Boolean> isMember(String team, String user) throws ConfigurationException {
    String path =
        "/groups/%s/members/all?query=%s"
            .formatted(
                URLEncoder.encode(team, StandardCharsets.UTF_8),
                URLEncoder.encode(user, StandardCharsets.UTF_8));
    Reply reply = http.ask(path);
    if (!reply.isGood() || reply.more()) {
      return Optional.empty();
    }
    for (JsonNode one : reply.body()) {
      if (one.path("username").asText().equalsIgnoreCase(user)) {
        return Optional.of(true);
      }
    }
    return Optional.of(false);
  }

  @Override
  public boolean isOwn(String author) throws ConfigurationException {
    if (self.isEmpty()) {
      self = http.get("/user").path("username").asText();
    }
    return author.equals(self);
  }

  @Override
  public List<Note> notes() throws ConfigurationException {
    return notes(false);
  }

  private List<Note> notes(boolean onLines) throws ConfigurationException {
    List<Note> notes = new ArrayList<>();
    for (JsonNode one : http.all(request + "/notes?sort=asc&order_by=created_at")) {
      boolean is = one.path("type").asText().equals(ON_LINES);
      if (is == onLines && !one.path("system").asBoolean()) {
        notes.add(
            new Note(
                one.path("id").asText(),
                one.path("author").path("username").asText(),
                one.path("body").asText()));
      }
    }
    return notes;
  }

  @Override
  public void createNote(String body) throws ConfigurationException, UncertainException {
    http.create(request + "/notes", Map.of("body", body));
  }

  @Override
  public boolean editNote(String id, String body) throws ConfigurationException {
    return http.edit("PUT", request + "/notes/" + id, Map.of("body", body));
  }

  @Override
  public void deleteNote(String id) throws ConfigurationException {
    http.delete(request + "/notes/" + id);
  }

  @Override
  public List<Note> remarks() throws ConfigurationException {
    return notes(true);
  }

  @Override
  public void createRemarks(List<Remark> remarks)
      throws ConfigurationException, UncertainException {
    JsonNode refs = http.get(request).path("diff_refs");
    for (Remark remark : remarks) {
      Map<String, Object> position = new TreeMap<>();
      position.put("position_type", "text");
      for (String name : List.of("base_sha", "start_sha", "head_sha")) {
        position.put(name, refs.path(name).asText());
      }
      position.put("new_path", remark.file());
      position.put("old_path", remark.file());
      position.put("new_line", remark.endLine());
      http.create(request + "/discussions", Map.of("body", remark.body(), "position", position));
    }
  }

  @Override
  public void deleteRemark(Note remark) throws ConfigurationException {
    http.delete(request + "/notes/" + remark.id());
  }

  /** Its discussion is resolved, and what people said there stays. */
  @Override
  public void withdrawRemark(Note remark) throws ConfigurationException {
    for (JsonNode discussion : http.all(request + "/discussions")) {
      JsonNode first = discussion.path("notes").path(0);
      if (first.path("id").asText().equals(remark.id())) {
        if (!first.path("resolved").asBoolean()) {
          http.edit(
              "PUT",
              request + "/discussions/" + discussion.path("id").asText(),
              Map.of("resolved", true));
        }
        return;
      }
    }
  }

  @Override
  public void status(Publication publication) throws ConfigurationException {
    String state = publication.passed() ? "success" : "failed";
    boolean said =
        statuses(publication.head(), publication.name()).stream()
            .anyMatch(
                one ->
                    one.path("status").asText().equals(state)
                        && one.path("description").asText().equals(publication.shortTitle()));
    if (said) {
      return;
    }
    Map<String, Object> tree = new TreeMap<>();
    tree.put("state", state);
    tree.put("name", publication.name());
    tree.put("description", publication.shortTitle());
    if (!publication.link().isEmpty()) {
      tree.put("target_url", publication.link());
    }
    http.change("POST", project + "/statuses/" + publication.head(), tree);
  }

  @Override
  public List<String> details(Publication publication) throws ConfigurationException {
    return new GitlabExternalCheck(http, request).tell(publication);
  }

  /** The remark stands at the last of the lines. */
  @Override
  public Optional<String> suggestion(int extra) {
    return Optional.of("suggestion:-" + extra + "+0");
  }
}
