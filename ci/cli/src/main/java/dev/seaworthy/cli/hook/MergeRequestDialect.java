package dev.seaworthy.cli.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** GitLab's way: a token in place of a signature. */
record MergeRequestDialect() implements Dialect {
  @Override
  public Optional<String> proof(Headers headers) {
    return headers.first(List.of("X-Gitlab-Token"));
  }

  @Override
  public boolean proves(String proof, byte[] body, HookSecrets secrets) {
    return secrets.holds(proof);
  }

  @Override
  public Optional<String> event(Headers headers) {
    return headers.first(List.of("X-Gitlab-Event"));
  }

  /** Two hooks of one event have one UUID, and tries of one delivery one key. */
  @Override
  public Optional<String> delivery(Headers headers) {
    return headers.first(List.of("Idempotency-Key", "X-Gitlab-Event-UUID"));
  }

  @Override
  public Asked asked(String event, JsonNode body) throws HookException {
    if (!event.equals("Merge Request Hook")) {
      return new Asked.Nothing();
    }
    JsonNode request = body.path("object_attributes");
    boolean wanted =
        switch (request.path("action").asText()) {
          case "open", "reopen" -> true;
          // The first two are one user's, the others that of all whom the rules ask for.
          case "approval", "unapproval", "approved", "unapproved" -> true;
          case "update" ->
              request.path("oldrev").isTextual()
                  || body.path("changes").path("target_branch").isObject();
          default -> false;
        };
    return wanted
        ? new Asked.Judging(
            Dialect.text(body, "project", "path_with_namespace"),
            Dialect.number(body, "object_attributes", "iid"))
        : new Asked.Nothing();
  }
}
