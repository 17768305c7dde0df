package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.VerificationKey;
import java.time.Instant;
import java.util.List;

/**
 * What is asked of a store: which gates are open for a candidate.
 *
 * @param trusted keys whose seals count
 * @param now the time to answer as of
 * @param timeChosen whether a user chose that time; only then do verdicts count whose own time was
 *     chosen, since a chosen time can hide that evidence is stale
 */
public record Question(
    Digest candidate, List<VerificationKey> trusted, Instant now, boolean timeChosen) {
  public Question {
    trusted = List.copyOf(trusted);
  }
}
