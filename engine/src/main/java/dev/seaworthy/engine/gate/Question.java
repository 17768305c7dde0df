package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.seal.SealTrust;
import java.time.Instant;
import java.util.List;

/**
 * What is asked of a store: which gates are open for a candidate.
 *
 * @param trust whose seals count; a store keeps no time stamps, so that none of a revoked key do
 * @param now the time to answer as of
 * @param timeChosen whether a user chose that time; only then do verdicts count whose own time was
 *     chosen, since a chosen time can hide that evidence is stale
 */
public record Question(Digest candidate, SealTrust trust, Instant now, boolean timeChosen) {
  /** The same with keys that count whenever they sealed. */
  public Question(
      Digest candidate, List<VerificationKey> trusted, Instant now, boolean timeChosen) {
    this(candidate, SealTrust.of(trusted), now, timeChosen);
  }
}
