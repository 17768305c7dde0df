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

  /** Of Gitea and Forgejo, which tell a review that only comments by another name. */
  private static final Set<String> REVIEWS =
      Set.of("pull_request_approved", "pull_request_rejected");

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
    if (event.equals("pull_request_review")) {
      return review(body);
    }
    if (REVIEWS.contains(event)) {
      return judging(body, "number");
    }
    if (!event.equals("pull_request")) {
      return new Asked.Nothing();
    }
    String action = Dialect.text(body, "action");
    if (!ACTIONS.contains(action) && !(action.equals("edited") && hasAnotherBase(body))) {
      return new Asked.Nothing();
    }
    return judging(body, "number");
  }

  /** GitHub's. A comment approves nothing: this program's own remarks are such a review. */
  private static Asked review(JsonNode body) throws HookException {
    String action = Dialect.text(body, "action");
    boolean decides =
        action.equals("dismissed")
            || (action.equals("submitted")
                && !body.path("review").path("state").asText().equalsIgnoreCase("commented"));
    return decides ? judging(body, "pull_request", "number") : new Asked.Nothing();
  }

  private static Asked judging(JsonNode body, String... number) throws HookException {
    return new Asked.Judging(
        Dialect.text(body, "repository", "full_name"), Dialect.number(body, number));
  }

  /** GitHub tells the former base as `base`, Gitea as `ref`. */
  private static boolean hasAnotherBase(JsonNode body) {
    JsonNode changes = body.path("changes");
    return changes.path("base").isObject() || changes.path("ref").isObject();
  }
}
