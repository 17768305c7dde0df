package dev.seaworthy.cli.cel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.cli.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A real API server, asked through `kubectl` and, for many objects, through its proxy. */
final class ApiServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the API server says of a request. */
  record Answer(int code, JsonNode body, List<String> warnings) {
    String message() {
      return body.path("message").asText();
    }
  }

  private final Programs programs;
  private final Process proxy;
  private final String address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ApiServer(String kubeconfig, Process proxy, String address) {
    this.programs = new Programs(Path.of("."), kubeconfig);
    this.proxy = proxy;
    this.address = address;
  }

  static ApiServer at(String kubeconfig) throws IOException {
    Process proxy =
        new ProcessBuilder("kubectl", "--kubeconfig", kubeconfig, "proxy", "--port=0").start();
    BufferedReader out = new BufferedReader(new InputStreamReader(proxy.getInputStream(), UTF_8));
    String line = String.valueOf(out.readLine());
    assertThat(line).contains("Starting to serve on ");
    return new ApiServer(
        kubeconfig, proxy, "http://" + line.replace("Starting to serve on ", "").strip());
  }

  @Override
  public void close() {
    proxy.destroy();
  }

  Programs.Ran kubectl(String stdin, String... args) throws Exception {
    return programs.kubectl(stdin, args);
  }

  /** Creates an object; stores nothing where it is a dry run. */
  CompletableFuture<Answer> create(
      GeneratedPods.Kind kind, String namespace, JsonNode object, boolean dryRun) {
    return send("POST", kind, namespace, "", object, dryRun);
  }

  /** Tries what an object would become. */
  CompletableFuture<Answer> update(
      GeneratedPods.Kind kind, String namespace, String name, JsonNode object) {
    return send("PUT", kind, namespace, "/" + name, object, true);
  }

  private CompletableFuture<Answer> send(
      String method,
      GeneratedPods.Kind kind,
      String namespace,
      String name,
      JsonNode object,
      boolean dryRun) {
    URI uri =
        URI.create(
            "%s/%s/namespaces/%s/%s%s?fieldValidation=Ignore%s"
                .formatted(
                    address,
                    kind.api,
                    namespace,
                    kind.resource,
                    name,
                    dryRun ? "&dryRun=All" : ""));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(object.toString()))
            .build();
    return client.sendAsync(request, BodyHandlers.ofString(UTF_8)).thenApply(ApiServer::answer);
  }

  private static Answer answer(HttpResponse<String> response) {
    try {
      return new Answer(
          response.statusCode(),
          JSON.readTree(response.body()),
          response.headers().allValues("Warning").stream().map(ApiServer::text).toList());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of {@code 299 - "text"}. */
  private static String text(String header) {
    String quoted = new String(header.getBytes(ISO_8859_1), UTF_8);
    return quoted
        .substring(quoted.indexOf('"') + 1, quoted.lastIndexOf('"'))
        .replaceAll("\\\\(.)", "$1");
  }
}
