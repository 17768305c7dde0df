package dev.seaworthy.engine.seal;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a key is trusted for. Nobody may hold two. */
public enum Role {
  /** Writes policies. */
  AUTHOR,
  /** Approves policies. */
  APPROVER,
  /** Judges: seals verdicts and signs indexes. */
  ENGINE,
  /** Approves waivers. */
  WAIVER_APPROVER,
  /** Attests times (RFC 3161). */
  TIMESTAMP_AUTHORITY,
  /** Signs the checkpoints of a transparency log. */
  LOG,
  /** Attests that a log only grew. */
  WITNESS;

  /** Its name in files: {@code waiver-approver}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Role> parse(String id) {
    return Stream.of(values()).filter(role -> role.id().equals(id)).findFirst();
  }
}
