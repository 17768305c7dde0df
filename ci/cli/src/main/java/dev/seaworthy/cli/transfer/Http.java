package dev.seaworthy.cli.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Requests to servers that are not trusted: encrypted but to this very machine, of bounded size and
 * time, and with credentials only for the host they were given for.
 */
final class Http {
  /** As much as a bundle may have. */
  static final int MAX_BUNDLE = 32 << 20;

  /** Above any manifest or token. */
  static final int MAX_WORDS = 4 << 20;

  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Credentials credentials;
  private final String home;
  private final Wire wire = new Wire();

  /** The header that home was satisfied by. */
  private Optional<String> authorization = Optional.empty();

  /**
   * @param home the one host, with its port, that is told who asks
   */
  Http(Credentials credentials, String home) {
    this.credentials = credentials;
    this.home = home;
  }

  HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("User-Agent", "seaworthy");
  }

  /** Sends; tells who asks where the server wants to know, and follows where a GET is led. */
  Answer send(HttpRequest.Builder builder, int limit) throws ConfigurationException {
    HttpRequest request = builder.copy().build();
    Answer answer = authorized(builder, request.uri(), limit);
    for (int i = 0; isRedirect(request, answer); i++) {
      URI next = answer.uri().resolve(uri(answer.header("Location").orElse(""), answer.uri()));
      if (i == MAX_REDIRECTS) {
        throw refused(answer, "`%s` leads in circles".formatted(request.uri()));
      }
      answer = authorized(request(next).GET(), next, limit);
    }
    return answer;
  }

  private static boolean isRedirect(HttpRequest request, Answer answer) {
    return request.method().equals("GET")
        && REDIRECTS.contains(answer.status())
        && answer.header("Location").isPresent();
  }

  private Answer authorized(HttpRequest.Builder builder, URI uri, int limit)
      throws ConfigurationException {
    requireSecure(uri);
    if (!home.equals(uri.getRawAuthority())) {
      return wire.send(builder.copy().build(), limit);
    }
    Answer answer = wire.send(with(builder, authorization), limit);
    Optional<String> asked = answer.header("WWW-Authenticate");
    if (answer.status() != 401 || asked.isEmpty()) {
      return answer;
    }
    Optional<String> header = authorization(Challenge.parse(asked.get()));
    if (header.isEmpty() || header.equals(authorization)) {
      return answer;
    }
    authorization = header;
    return wire.send(with(builder, header), limit);
  }

  private static HttpRequest with(HttpRequest.Builder builder, Optional<String> header) {
    HttpRequest.Builder copy = builder.copy();
    header.ifPresent(value -> copy.setHeader("Authorization", value));
    return copy.build();
  }

  private Optional<String> authorization(Challenge challenge) throws ConfigurationException {
    Optional<String> basic = credentials.basic(home).map(both -> "Basic " + both);
    return switch (challenge.scheme()) {
      case "basic" -> basic;
      case "bearer" -> token(challenge, basic);
      default -> Optional.empty();
    };
  }

  /** A token by the distribution project's token authentication; without credentials too. */
  private Optional<String> token(Challenge challenge, Optional<String> basic)
      throws ConfigurationException {
    Optional<String> realm = challenge.parameter("realm");
    if (realm.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder query = new StringBuilder();
    for (String name : new String[] {"service", "scope"}) {
      challenge
          .parameter(name)
          .ifPresent(
              value ->
                  query
                      .append(query.isEmpty() && !realm.get().contains("?") ? '?' : '&')
                      .append(name)
                      .append('=')
                      .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    }
    URI uri = uri(realm.get() + query);
    requireSecure(uri);
    Answer answer = wire.send(with(request(uri).GET(), basic), MAX_WORDS);
    if (answer.status() != 200) {
      return Optional.empty();
    }
    try {
      JsonNode document = StrictJson.parse(answer.body());
      String token = document.path("token").asText(document.path("access_token").asText(""));
      return token.matches("[\\x21-\\x7e]+") ? Optional.of("Bearer " + token) : Optional.empty();
    } catch (NotCanonicalException e) {
      return Optional.empty();
    }
  }

  static URI uri(String text) throws ConfigurationException {
    try {
      URI uri = new URI(text);
      if (uri.getHost() == null) {
        throw new URISyntaxException(text, "no host");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new ConfigurationException(
          "BAD_REFERENCE",
          "`%s` is not a URL".formatted(text),
          "write it like `https://policies.example/tls-1.0.0.tar.gz`");
    }
  }

  /** What a server gave as the way on, absolute or relative to {@code base}. */
  static URI uri(String location, URI base) throws ConfigurationException {
    try {
      return base.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw new ConfigurationException(
          "SERVER_REFUSED",
          "`%s` leads to what is not a URL".formatted(base),
          "ask who runs the server");
    }
  }

  static boolean isLoopback(String host) {
    return host.matches("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?");
  }

  private static void requireSecure(URI uri) throws ConfigurationException {
    String host = uri.getRawAuthority();
    boolean secure = "https".equals(uri.getScheme());
    boolean own = "http".equals(uri.getScheme()) && host != null && isLoopback(host);
    if (host == null || !(secure || own)) {
      throw new ConfigurationException(
          "NOT_ENCRYPTED",
          "`%s` is not encrypted".formatted(uri),
          "use `https:`; `http:` is for servers on this machine");
    }
  }

  static ConfigurationException refused(Answer answer, String what) {
    int status = answer.status();
    if (status == 401 || status == 403) {
      return new ConfigurationException(
          "NOT_AUTHORIZED",
          "%s: the server answers %d".formatted(what, status),
          "log in with `docker login`, or set `SEAWORTHY_REGISTRY_USER` and"
              + " `SEAWORTHY_REGISTRY_PASSWORD`");
    }
    return new ConfigurationException(
        status == 404 ? "NOT_FOUND" : "SERVER_REFUSED",
        "%s: the server answers %d".formatted(what, status),
        status == 404 ? "check the name" : "try again later, or ask who runs the server");
  }

  static ConfigurationException tooLarge(URI uri) {
    return new ConfigurationException(
        "TOO_LARGE",
        "`%s` is larger than %d MiB".formatted(uri, MAX_BUNDLE >> 20),
        "check that it is a bundle");
  }

  static ConfigurationException taken(String reference) {
    return new ConfigurationException(
        "REFERENCE_TAKEN",
        "`%s` holds another bundle".formatted(reference),
        "raise the version, for a version keeps its bytes; or replace it with `--force`");
  }
}
