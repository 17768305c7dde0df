package dev.seaworthy.engine.seal;

import java.time.Instant;
import java.util.Optional;

/**
 * That a key counts no longer, though its time is not over.
 *
 * @param key the id of a key, or the name of a time-stamp authority
 * @param at when it was said
 * @param compromisedSince since when someone else may have had it; empty where nobody had
 */
public record Revocation(
    String key, Instant at, String reason, Optional<Instant> compromisedSince) {
  public Revocation {
    if (compromisedSince.filter(at::isBefore).isPresent()) {
      throw new IllegalArgumentException("a key is revoked when its loss is known, or later");
    }
  }

  /** The first moment of which nothing of the key counts. */
  public Instant from() {
    return compromisedSince.orElse(at);
  }
}
