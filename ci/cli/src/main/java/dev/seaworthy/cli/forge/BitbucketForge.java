package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Bitbucket Cloud, by version 2.0 of its API: a comment and a build status. */
final class BitbucketForge implements Forge {
  /** Its Markdown knows no HTML: a link that nothing refers to is not shown. */
  private static final String HIDDEN = "[//]: # (%s)\n\n";

  private static final String APP = "app:";

  private final ForgeHttp http;
  private final String repository;
  private final String pull;

  /** The token of a repository may not ask who it is. */
  private final Myself self;

  BitbucketForge(ForgeTarget target, Token token, Pause pause, Clock clock) {
    http =
        new ForgeHttp(
            target.api(),
            token,
            Map.of("Authorization", "Bearer " + token.secret(), "Accept", "application/json"),
            Paging.PAGELEN,
            pause,
            clock);
    self = new Myself(http, APP, BitbucketForge::author);
    repository = "/repositories/" + target.project();
    pull = repository + "/pullrequests/" + target.number();
  }

  @Override
  public ForgeKind kind() {
    return ForgeKind.BITBUCKET;
  }

  @Override
  public RequestState state() throws ConfigurationException {
    JsonNode request = http.get(pull);
    return new RequestState(
        request.path("source").path("commit").path("hash").asText(),
        request.path("destination").path("branch").path("name").asText(),
        request.path("state").asText().equals("OPEN"));
  }

  @Override
  public List<OpenRequest> open() throws ConfigurationException {
    return http.all(repository + "/pullrequests?state=OPEN").stream()
        .map(
            one ->
                new OpenRequest(
                    one.path("id").asLong(),
                    one.path("source").path("commit").path("hash").asText()))
        .toList();
  }

  @Override
  public boolean hasStatus(String commit, String name) throws ConfigurationException {
    return http.ask(builds(commit) + "/" + name).isGood();
  }

  private String builds(String commit) {
    return repository + "/commit/" + commit + "/statuses/build";
  }

  /** It does not say which commit was approved, and has no owners of files. */
  @Override
  public Reviews reviews() throws ConfigurationException {
    throw new ConfigurationException(
        "FORGE_NO_REVIEWS",
        "approvals on Bitbucket are not read",
        "have the waiver merged first, by itself");
  }

  @Override
  public Optional<Boolean> isMember(String team, String user) {
    return Optional.empty();
  }

  @Override
  public boolean isOwn(String author) throws ConfigurationException {
    return self.is(author);
  }

  /** What was deleted is still listed. */
  @Override
  public List<Note> notes() throws ConfigurationException {
    List<Note> notes = new ArrayList<>();
    for (JsonNode one : http.all(pull + "/comments")) {
      if (!one.path("deleted").asBoolean() && !one.has("inline")) {
        notes.add(
            new Note(
                one.path("id").asText(),
                author(one.path("user")),
                read(one.path("content").path("raw").asText())));
      }
    }
    return notes;
  }

  @Override
  public void createNote(String body) throws ConfigurationException, UncertainException {
    JsonNode made = http.create(pull + "/comments", content(body));
    if (made.path("user").has("uuid")) {
      self.learn(made.path("user"));
    }
  }

  @Override
  public boolean editNote(String id, String body) throws ConfigurationException {
    return http.edit("PUT", pull + "/comments/" + id, content(body));
  }

  @Override
  public void deleteNote(String id) throws ConfigurationException {
    http.delete(pull + "/comments/" + id);
  }

  @Override
  public List<Note> remarks() {
    return List.of();
  }

  /** All is in the comment. */
  @Override
  public void createRemarks(List<Remark> remarks) {}

  @Override
  public void deleteRemark(Note remark) {}

  @Override
  public Optional<String> suggestion(int extra) {
    return Optional.empty();
  }

  /** A status of the same key takes the place of the former. */
  @Override
  public void status(Publication publication) throws ConfigurationException {
    String state = publication.passed() ? "SUCCESSFUL" : "FAILED";
    String builds = builds(publication.head());
    Reply known = http.ask(builds + "/" + publication.name());
    if (known.body().path("state").asText().equals(state)
        && known.body().path("description").asText().equals(publication.shortTitle())) {
      return;
    }
    Map<String, Object> tree = new TreeMap<>();
    tree.put("key", publication.name());
    tree.put("name", publication.name());
    tree.put("state", state);
    tree.put("description", publication.shortTitle());
    // It takes no status without an address.
    tree.put("url", publication.link().isEmpty() ? address() : publication.link());
    http.change("POST", builds, tree);
  }

  private String address() throws ConfigurationException {
    return http.get(pull).path("links").path("html").path("href").asText();
  }

  private static Object content(String body) {
    int end = body.indexOf('\n') + 1;
    String marker = body.substring(0, end).replace("<!-- ", "").replace(" -->\n", "");
    return Map.of("content", Map.of("raw", HIDDEN.formatted(marker) + body.substring(end)));
  }

  /** As it was written, before it was hidden. */
  private static String read(String raw) {
    String text = raw.replace("\r\n", "\n");
    String begin = HIDDEN.substring(0, HIDDEN.indexOf('%'));
    int end = text.indexOf(")\n\n");
    return text.startsWith(begin) && end > 0
        ? "<!-- " + text.substring(begin.length(), end) + " -->\n" + text.substring(end + 3)
        : text;
  }

  private static String author(JsonNode user) {
    String person = user.path("type").asText().equals("user") ? "user:" : APP;
    return person + user.path("uuid").asText();
  }
}
