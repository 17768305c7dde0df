package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.EmbeddedDocument;
import dev.seaworthy.collectors.document.Tree;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks one API server, by GET and no other method. The client behind it repeats what the server is
 * too busy for (429 and 5xx, as long as Retry-After says) and what broke before an answer came.
 */
final class ApiServer {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int MOST_DOCUMENT_BYTES = 16 << 20;
  private static final int MOST_REASON_BYTES = 64 << 10;

  private final HttpClient client;
  private final String url;
  private final ClusterProblems problems;
  private final Patience patience;

  /**
   * A server.
   *
   * @param url without a slash at its end
   */
  ApiServer(HttpClient client, String url, ClusterProblems problems, Patience patience) {
    this.client = client;
    this.url = url;
    this.problems = problems;
    this.patience = patience;
  }

  String url() {
    return url;
  }

  ClusterProblems problems() {
    return problems;
  }

  /** The small JSON document under {@code path}. */
  Tree.Mapping document(String path) throws ApiException {
    try (InputStream body = open(path)) {
      String text = new String(body.readNBytes(MOST_DOCUMENT_BYTES), StandardCharsets.UTF_8);
      return EmbeddedDocument.read(path + ".json", text)
          .only()
          .flatMap(Tree::asMapping)
          .orElseThrow(
              () ->
                  new ApiException(
                      problems.unreadable(path, "it is no JSON object"),
                      ApiException.Reach.REQUEST));
    } catch (IOException e) {
      throw new ApiException(problems.broken(path, e), ApiException.Reach.SERVER);
    }
  }

  /**
   * The bytes of the JSON answer to {@code path}; to be closed.
   *
   * @param path from the server's root, with its query
   */
  InputStream open(String path) throws ApiException {
    return open(path, patience.silence());
  }

  /**
   * The same, of an answer that takes its time.
   *
   * @param silence between two bytes of it, after which the server counts as gone
   */
  InputStream open(String path, Duration silence) throws ApiException {
    BodyStream body = new BodyStream(silence);
    HttpRequest request =
        client
            .newHttpRequestBuilder()
            .uri(url + path)
            .header("Accept", "application/json")
            .timeout(patience.silence().toMillis(), TimeUnit.MILLISECONDS)
            .build();
    HttpResponse<AsyncBody> response = answer(path, client.consumeBytes(request, body));
    body.begin(response.body());
    if (response.code() != HttpURLConnection.HTTP_OK) {
      throw refused(path, response.code(), reason(body));
    }
    String type = Optional.ofNullable(response.header("Content-Type")).orElse("");
    if (!type.startsWith("application/json")) {
      body.close();
      throw new ApiException(
          problems.unreadable(path, "its content type is `%s`".formatted(type)),
          ApiException.Reach.REQUEST);
    }
    return body;
  }

  private HttpResponse<AsyncBody> answer(
      String path, CompletableFuture<HttpResponse<AsyncBody>> coming) throws ApiException {
    try {
      return coming.get(patience.forAnswer().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      coming.cancel(true);
      throw new ApiException(problems.silent(path), ApiException.Reach.SERVER);
    } catch (ExecutionException e) {
      throw problems.unreachable(path, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("reading was interrupted");
    }
  }

  /** What it means that the server answers {@code code} to {@code path}, for {@code reason}. */
  ApiException refused(String path, int code, String reason) {
    return switch (code) {
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          new ApiException(problems.unauthorized(reason), ApiException.Reach.ALL);
      case HttpURLConnection.HTTP_BAD_REQUEST ->
          new ApiException(problems.badRequest(path, reason), ApiException.Reach.ALL);
      case HttpURLConnection.HTTP_FORBIDDEN ->
          new ApiException(problems.forbidden(path, reason), ApiException.Reach.REQUEST);
      case HttpURLConnection.HTTP_GONE ->
          new ApiException(problems.expired(path), ApiException.Reach.EXPIRED);
      case TOO_MANY_REQUESTS ->
          new ApiException(problems.busy(path, code, reason), ApiException.Reach.REQUEST);
      default ->
          code >= HttpURLConnection.HTTP_INTERNAL_ERROR
              ? new ApiException(problems.busy(path, code, reason), ApiException.Reach.REQUEST)
              : new ApiException(problems.odd(path, code, reason), ApiException.Reach.REQUEST);
    };
  }

  /** The message of the Status object that comes with a refusal. */
  private static String reason(BodyStream body) {
    try (body) {
      String text = new String(body.readNBytes(MOST_REASON_BYTES), StandardCharsets.UTF_8);
      return EmbeddedDocument.read("status.json", text)
          .only()
          .flatMap(Tree::asMapping)
          .flatMap(status -> status.text("message"))
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
