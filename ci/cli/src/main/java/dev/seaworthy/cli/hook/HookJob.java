package dev.seaworthy.cli.hook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A change request that is to be judged, because of an event.
 *
 * @param sequence greater than that of every event before
 * @param delivery id of the event
 * @param received when it came
 * @param attempts how often judging was begun
 */
record HookJob(long sequence, RequestKey key, String delivery, Instant received, int attempts) {
  HookJob begun() {
    return new HookJob(sequence, key, delivery, received, attempts + 1);
  }

  /** A line of JSON after its own digest, so that half a record is never taken for one. */
  byte[] toRecord() {
    CanonicalJson json =
        CanonicalJson.of(
            Map.of(
                "sequence", sequence,
                "forge", key.forge(),
                "project", key.project(),
                "number", key.number(),
                "delivery", delivery,
                "received", received.toString(),
                "attempts", attempts));
    return (json.digest() + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The job that {@code bytes} are a whole record of. */
  static Optional<HookJob> of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int space = text.indexOf(' ');
    if (space < 0 || !text.endsWith("\n")) {
      return Optional.empty();
    }
    byte[] json = text.substring(space + 1, text.length() - 1).getBytes(StandardCharsets.UTF_8);
    if (!Digest.of(json).toString().equals(text.substring(0, space))) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(CanonicalJson.parse(json).node()));
    } catch (NotCanonicalException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static HookJob of(JsonNode tree) {
    return new HookJob(
        tree.path("sequence").asLong(),
        new RequestKey(
            tree.path("forge").asText(),
            tree.path("project").asText(),
            tree.path("number").asLong()),
        tree.path("delivery").asText(),
        Instant.parse(tree.path("received").asText()),
        tree.path("attempts").asInt());
  }
}
