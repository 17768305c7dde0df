package dev.seaworthy.cli.hook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.forge.ForgeKind;
import java.util.List;
import java.util.Optional;

/** How the forges of a kind tell of events. */
interface Dialect {
  /** The greatest number of a request that is believed. */
  long MOST_NUMBER = 1_000_000_000_000L;

  static Dialect of(ForgeKind kind) {
    return switch (kind) {
      case GITHUB ->
          new PullRequestDialect(
              List.of("X-Hub-Signature-256"),
              "sha256=",
              List.of("X-GitHub-Event"),
              List.of("X-GitHub-Delivery"));
      case GITEA, FORGEJO ->
          new PullRequestDialect(
              List.of("X-Forgejo-Signature", "X-Gitea-Signature"),
              "",
              List.of("X-Forgejo-Event", "X-Gitea-Event"),
              List.of("X-Forgejo-Delivery", "X-Gitea-Delivery"));
      case GITLAB -> new MergeRequestDialect();
      case BITBUCKET -> throw new IllegalArgumentException("no settings name it");
    };
  }

  /** What proves who sent it; empty where nothing does. */
  Optional<String> proof(Headers headers);

  /** Whether the proof holds. */
  boolean proves(String proof, byte[] body, HookSecrets secrets);

  /** The name of the event. */
  Optional<String> event(Headers headers);

  /** The same for the same event sent again. */
  Optional<String> delivery(Headers headers);

  /**
   * What is asked for.
   *
   * @throws HookException if the event lacks what its kind has
   */
  Asked asked(String event, JsonNode body) throws HookException;

  /** A text of an event. */
  static String text(JsonNode body, String... path) throws HookException {
    JsonNode found = at(body, path);
    if (!found.isTextual() || found.textValue().isEmpty()) {
      throw HookException.malformed("it has no text `%s`".formatted(String.join(".", path)));
    }
    return found.textValue();
  }

  /** The number of a request. */
  static long number(JsonNode body, String... path) throws HookException {
    JsonNode found = at(body, path);
    boolean whole = found.isIntegralNumber() && found.canConvertToLong();
    if (!whole || found.longValue() < 1 || found.longValue() > MOST_NUMBER) {
      throw HookException.malformed(
          "it has no number of a request `%s`".formatted(String.join(".", path)));
    }
    return found.longValue();
  }

  private static JsonNode at(JsonNode body, String... path) {
    JsonNode found = body;
    for (String step : path) {
      found = found.path(step);
    }
    return found;
  }
}
