package dev.seaworthy.cli.hook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.forge.ForgeKind;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes events in. Nothing of a body is read before its signature is found good. An event is on the
 * disk before it is acknowledged, and only then its delivery is remembered: whatever is killed in
 * between is sent again.
 */
final class Intake {
  private final Supplier<HookSettings> settings;
  private final Supplier<HookSecrets> secrets;
  private final SeenDeliveries seen;
  private final JobQueue queue;
  private final JobQueue.Listener listener;

  Intake(
      Supplier<HookSettings> settings,
      Supplier<HookSecrets> secrets,
      SeenDeliveries seen,
      JobQueue queue,
      JobQueue.Listener listener) {
    this.settings = settings;
    this.secrets = secrets;
    this.seen = seen;
    this.queue = queue;
    this.listener = listener;
  }

  /**
   * Refuses what is not even said to be signed, before its body is read.
   *
   * @param forge a name in the configuration
   */
  void require(String forge, Headers headers) throws HookException {
    if (dialect(forge).proof(headers).isEmpty()) {
      throw HookProblems.unsigned();
    }
  }

  /** Takes an event in, or tells that there is nothing to do. */
  Answer accept(String forge, Headers headers, byte[] body) throws HookException {
    Dialect dialect = dialect(forge);
    Optional<String> proof = dialect.proof(headers);
    if (proof.isEmpty() || !dialect.proves(proof.get(), body, secrets.get())) {
      throw HookProblems.unsigned();
    }
    String event =
        dialect.event(headers).orElseThrow(() -> HookException.malformed("no header names it"));
    String delivery =
        dialect
            .delivery(headers)
            .orElseThrow(() -> HookException.malformed("no header has the delivery's id"));
    Asked asked = dialect.asked(event, json(body));
    if (asked instanceof Asked.Ping) {
      return new Answer(200, "pong", delivery, event, List.of());
    }
    if (!(asked instanceof Asked.Judging judging)) {
      return new Answer(204, "ignored", delivery, event, List.of());
    }
    List<String> about = List.of(judging.project(), Long.toString(judging.number()));
    Optional<ServedRepository> served = settings.get().repository(forge, judging.project());
    if (served.isEmpty()) {
      return new Answer(204, "not-served", delivery, event, about);
    }
    // A signature covers the body alone: one that was overheard comes back under another id.
    List<String> marks = List.of(forge + " id " + delivery, forge + " body " + Digest.of(body));
    return keep(served.get().key(judging.number()), marks, delivery)
        ? new Answer(202, "queued", delivery, event, about)
        : new Answer(200, "seen", delivery, event, about);
  }

  /** False where it was kept before. */
  private synchronized boolean keep(RequestKey key, List<String> marks, String delivery)
      throws HookException {
    if (seen.contains(marks)) {
      return false;
    }
    try {
      if (!queue.add(key, delivery)) {
        throw HookProblems.full();
      }
    } catch (IOException e) {
      listener.unwritable(e);
      throw HookProblems.notKept();
    }
    try {
      seen.add(marks);
    } catch (IOException e) {
      // The event is kept; that it may be taken in twice changes nothing.
      listener.unwritable(e);
    }
    return true;
  }

  private Dialect dialect(String forge) throws HookException {
    ForgeKind kind = settings.get().forges().get(forge);
    if (kind == null) {
      throw HookProblems.unknownPath();
    }
    return Dialect.of(kind);
  }

  private static JsonNode json(byte[] body) throws HookException {
    JsonNode tree;
    try {
      tree = StrictJson.parse(body);
    } catch (NotCanonicalException e) {
      throw HookException.malformed("it is not JSON");
    }
    if (!tree.isObject()) {
      throw HookException.malformed("it is no JSON object");
    }
    return tree;
  }
}
