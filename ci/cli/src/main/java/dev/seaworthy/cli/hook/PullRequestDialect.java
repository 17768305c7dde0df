package dev.seaworthy.cli.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What GitHub, Gitea and Forgejo have in common.
 *
 * @param signatures headers with the HMAC-SHA-256 of the body in hexadecimal
 * @param prefix of the signature
 * @param events headers with the event's name
 * @param deliveries headers with the delivery's id
 */
record PullRequestDialect(
    List<String> signatures, String prefix, List<String> events, List<String> deliveries)
    implements Dialect {
  /** Gitea writes `synchronized`, GitHub `synchronize`. */
  private static final Set<String> ACTIONS =
      Set.of("opened", "reopened", "synchronize", "synchronized");

  @Override
  public Optional<String> proof(Headers headers) {
    return headers
        .first(signatures)
        .filter(value -> value.startsWith(prefix))
        .map(value -> value.substring(prefix.length()));
  }

  @Override
  public boolean proves(String proof, byte[] body, HookSecrets secrets) {
    return secrets.signed(body, proof);
  }

  @Override
  public Optional<String> event(Headers headers) {
    return headers.first(events);
  }

  @Override
  public Optional<String> delivery(Headers headers) {
    return headers.first(deliveries);
  }

  @Override
  public Asked asked(String event, JsonNode body) throws HookException {
    if (event.equals("ping")) {
      return new Asked.Ping();
    }
    if (!event.equals("pull_request")) {
      return new Asked.Nothing();
    }
    String action = Dialect.text(body, "action");
    if (!ACTIONS.contains(action) && !(action.equals("edited") && hasAnotherBase(body))) {
      return new Asked.Nothing();
    }
    return new Asked.Judging(
        Dialect.text(body, "repository", "full_name"), Dialect.number(body, "number"));
  }

  /** GitHub tells the former base as `base`, Gitea as `ref`. */
  private static boolean hasAnotherBase(JsonNode body) {
    JsonNode changes = body.path("changes");
    return changes.path("base").isObject() || changes.path("ref").isObject();
  }
}
