package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a forge's API. Follows no redirect, so that the token goes nowhere else; tries again
 * where that is safe; waits as long as it is asked to, up to a limit.
 */
final class ForgeHttp {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration MOST_WAITING = Duration.ofMinutes(5);
  private static final int TRIES = 5;
  private static final int MAX_BYTES = 32 << 20;
  private static final int MOST_PAGES = 100;
  private static final int MOST_SAID = 200;

  /** Where GitHub and Bitbucket have a list inside an object. */
  private static final List<String> LISTS = List.of("check_runs", "values");

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private final URI api;
  private final Token token;
  private final Map<String, String> headers;
  private final Paging paging;
  private final Pause pause;
  private final Clock clock;
  private Duration waited = Duration.ZERO;

  /**
   * @param headers of every request, the token's among them
   */
  ForgeHttp(
      URI api, Token token, Map<String, String> headers, Paging paging, Pause pause, Clock clock) {
    this.api = api;
    this.token = token;
    this.headers = Map.copyOf(headers);
    this.paging = paging;
    this.pause = pause;
    this.clock = clock;
  }

  /** The answer, if it is a good one. */
  JsonNode get(String path) throws ConfigurationException {
    return required("GET", path, safe("GET", path, null)).body();
  }

  /** The answer, good or not. */
  Reply ask(String path) throws ConfigurationException {
    return safe("GET", path, null);
  }

  /** All items of a list, whatever the pages. */
  List<JsonNode> all(String path) throws ConfigurationException {
    List<JsonNode> items = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      Reply reply = required("GET", path, safe("GET", paging.of(path, page), null));
      JsonNode found = list(path, reply);
      found.forEach(items::add);
      boolean more = reply.more() || reply.body().path("next").isTextual();
      if (!more || found.isEmpty()) {
        return items;
      }
    }
    throw new ConfigurationException(
        "FORGE_TOO_MUCH",
        "`%s` has more than %d pages".formatted(path, MOST_PAGES),
        "close the request and open another");
  }

  /** What is no list is no empty list. */
  private JsonNode list(String path, Reply reply) throws ConfigurationException {
    JsonNode found = reply.body();
    for (String key : LISTS) {
      found = found.isObject() && found.has(key) ? found.path(key) : found;
    }
    if (!found.isArray()) {
      throw new ConfigurationException(
          "FORGE_ODD_ANSWER",
          "`%s%s` is no list".formatted(api, path),
          "check that --forge-url is where the forge's API begins");
    }
    return found;
  }

  /** The items of a list that has no pages. */
  JsonNode whole(String path) throws ConfigurationException {
    return list(path, required("GET", path, safe("GET", path, null)));
  }

  /** A change of what may be gone meanwhile; false then. */
  boolean edit(String method, String path, Object body) throws ConfigurationException {
    Reply reply = safe(method, path, body);
    return reply.code() != 404 && required(method, path, reply).isGood();
  }

  /** A change that may be asked for twice. */
  JsonNode change(String method, String path, Object body) throws ConfigurationException {
    return required(method, path, safe(method, path, body)).body();
  }

  /** Takes away what may be gone already. */
  void delete(String path) throws ConfigurationException {
    Reply reply = safe("DELETE", path, null);
    if (reply.code() != 404) {
      required("DELETE", path, reply);
    }
  }

  /**
   * A creation, which is asked for once: where nobody knows what came of it, that is said.
   *
   * @throws UncertainException if it may have been done
   */
  JsonNode create(String path, Object body) throws ConfigurationException, UncertainException {
    return required("POST", path, once("POST", path, body)).body();
  }

  /**
   * The same, for a refusal that the caller understands.
   *
   * @throws UncertainException if it may have been done
   */
  Reply once(String method, String path, Object body)
      throws ConfigurationException, UncertainException {
    Reply reply;
    try {
      reply = limited(method, path, body);
    } catch (HttpConnectTimeoutException | ConnectException e) {
      throw unreachable(path);
    } catch (IOException e) {
      throw new UncertainException(unreachable(path));
    }
    if (reply.code() >= 500) {
      throw new UncertainException(refused(method, path, reply));
    }
    return reply;
  }

  /** The answer, good or not, to what may be asked for twice. */
  Reply safe(String method, String path, @Nullable Object body) throws ConfigurationException {
    for (int attempt = 1; ; attempt++) {
      try {
        Reply reply = limited(method, path, body);
        if (reply.code() < 500 || attempt == TRIES) {
          return reply;
        }
      } catch (IOException e) {
        if (attempt == TRIES) {
          throw unreachable(path);
        }
      }
      await(Duration.ofMillis(250L << attempt), path);
    }
  }

  /** One request, made again as often as the forge asks to wait: it has done nothing then. */
  private Reply limited(String method, String path, @Nullable Object body)
      throws IOException, ConfigurationException {
    while (true) {
      HttpResponse<InputStream> response = sent(method, path, body);
      String text = text(response);
      Optional<Duration> wait =
          Waits.asked(response.statusCode(), response.headers(), text, clock.instant());
      if (wait.isEmpty()) {
        boolean more =
            response.headers().allValues("link").stream()
                .anyMatch(one -> one.contains("rel=\"next\""));
        Optional<JsonNode> answer = json(text);
        if (answer.isEmpty() && response.statusCode() < 300) {
          throw new IOException("what it says was cut off");
        }
        return new Reply(response.statusCode(), answer.orElse(NullNode.getInstance()), more);
      }
      await(wait.get(), path);
    }
  }

  private HttpResponse<InputStream> sent(String method, String path, @Nullable Object body)
      throws IOException, ConfigurationException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api + path))
            .timeout(TIMEOUT)
            .header("User-Agent", "seaworthy")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(CanonicalJson.of(body).toString()));
    headers.forEach(request::header);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private static String text(HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("more than anybody says");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(
          text.isBlank()
              ? NullNode.getInstance()
              : StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NotCanonicalException e) {
      return Optional.empty();
    }
  }

  private void await(Duration time, String path) throws ConfigurationException {
    waited = waited.plus(time);
    if (waited.compareTo(MOST_WAITING) > 0) {
      throw new ConfigurationException(
          "FORGE_RATE_LIMIT",
          "the forge asks to wait longer than %d minutes in all (`%s`)"
              .formatted(MOST_WAITING.toMinutes(), path),
          "run the command again later: what is told already is not told twice");
    }
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private Reply required(String method, String path, Reply reply) throws ConfigurationException {
    if (!reply.isGood()) {
      throw refused(method, path, reply);
    }
    return reply;
  }

  ConfigurationException refused(String method, String path, Reply reply) {
    String said = token.hiddenIn(Printable.of(said(reply.body())));
    return new ConfigurationException(
        "FORGE_REFUSED",
        "the forge answers `%s %s` with %d%s"
            .formatted(method, path, reply.code(), said.isEmpty() ? "" : ": " + said),
        fix(reply.code()));
  }

  private static String said(JsonNode body) {
    JsonNode error = body.path("error");
    String text = body.path("message").asText(error.path("message").asText(error.asText("")));
    return text.length() <= MOST_SAID ? text : text.substring(0, MOST_SAID) + "…";
  }

  private static String fix(int code) {
    return switch (code) {
      case 401 -> "renew the token";
      case 403 -> "give the token the scopes that docs/reference/publishing.md names";
      case 404 -> "check --forge-url, --project, --number and what the token may see";
      case 301, 302, 307, 308 -> "name the forge and the project as they are called now";
      default -> code >= 500 ? "run the command again" : "check --project and --number";
    };
  }

  private ConfigurationException unreachable(String path) {
    return new ConfigurationException(
        "FORGE_UNREACHABLE",
        "`%s%s` cannot be reached, or the connection broke".formatted(api, path),
        "check the address and the network, and run the command again");
  }

  private static ConfigurationException interrupted() {
    return new ConfigurationException(
        "FORGE_UNREACHABLE", "the program was interrupted", "run the command again");
  }
}
