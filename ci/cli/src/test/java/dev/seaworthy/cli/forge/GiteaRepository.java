package dev.seaworthy.cli.forge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository of its own on the Gitea that {@code ci/components/gitea.sh} starts. */
public final class GiteaRepository {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Path folder;
  private final String url;
  private final String name;

  private GiteaRepository(Path folder, String url, String name) {
    this.folder = folder;
    this.url = url;
    this.name = name;
  }

  /** A new one, with a clone of it in {@code folder}; the bot may write to it. */
  public static GiteaRepository create(Path folder) throws IOException, InterruptedException {
    String url = System.getenv().getOrDefault("SEAWORTHY_TEST_GITEA", "");
    String plain = "shop-" + Long.toHexString(System.nanoTime());
    GiteaRepository made = new GiteaRepository(folder, url, "harbor/" + plain);
    made.post("/user/repos", Map.of("name", plain, "default_branch", "main"));
    made.send(
        "PUT",
        "/repos/" + made.name + "/collaborators/pilot",
        new ObjectMapper().writeValueAsString(Map.of("permission", "write")));
    made.git("init", "-q", "-b", "main");
    made.git("remote", "add", "origin", url + "/" + made.name + ".git");
    return made;
  }

  /** Where Gitea is. */
  public String url() {
    return url;
  }

  /** With its owner. */
  public String name() {
    return name;
  }

  /** A file with the bot's token. */
  public static Path botToken() {
    return Path.of(System.getenv().getOrDefault("SEAWORTHY_TEST_GITEA_BOT", ""));
  }

  public void write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  /** Commits all, and gives the commit's id. */
  public String commit(String message) throws IOException, InterruptedException {
    git("add", "-A");
    git("-c", "user.name=h", "-c", "user.email=h@harbor.example", "commit", "-q", "-m", message);
    return git("rev-parse", "HEAD").strip();
  }

  public void push(String... words) throws IOException, InterruptedException {
    List<String> push = new ArrayList<>(List.of("-c", header(), "push", "-q"));
    push.addAll(List.of(words));
    git(push.toArray(String[]::new));
    git("-c", header(), "fetch", "-q", "origin");
  }

  private static String header() throws IOException {
    return "http.extraHeader=Authorization: token " + owner();
  }

  public String git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(words[0] + ": " + out).isZero();
    return out;
  }

  /** Gitea takes up what was pushed a moment later. */
  public void awaitBranch(String branch) throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      for (JsonNode one : get("/branches")) {
        if (one.path("name").asText().equals(branch)) {
          return;
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("Gitea does not know the branch " + branch);
  }

  /** What the API has below the repository. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(send("GET", "/repos/" + name + path, ""));
  }

  /** Posts below the repository. */
  public JsonNode create(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return post("/repos/" + name + path, body);
  }

  /** Posts below the repository as whoever a token file belongs to. */
  public void createAs(Path token, String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    send(
        Files.readString(token).strip(),
        "POST",
        "/repos/" + name + path,
        new ObjectMapper().writeValueAsString(body));
  }

  public void change(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    send("PATCH", "/repos/" + name + path, new ObjectMapper().writeValueAsString(body));
  }

  public void delete(String path) throws IOException, InterruptedException {
    send("DELETE", "/repos/" + name + path, "");
  }

  private JsonNode post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(send("POST", path, new ObjectMapper().writeValueAsString(body)));
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(owner(), method, path, body);
  }

  private String send(String token, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .header("Authorization", "token " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode())
        .as(method + " " + path + ": " + response.body())
        .isLessThan(300);
    return response.body();
  }

  private static String owner() throws IOException {
    return Files.readString(Path.of(System.getenv().getOrDefault("SEAWORTHY_TEST_GITEA_OWNER", "")))
        .strip();
  }
}
