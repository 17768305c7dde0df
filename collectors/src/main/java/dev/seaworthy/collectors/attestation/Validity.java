package dev.seaworthy.collectors.attestation;

import java.time.DateTimeException;
import java.time.Instant;

/** The time in which an authority or a log is trusted. */
record Validity(Instant from, Instant to) {
  /**
   * Reads a {@code validFor}.
   *
   * @param members with one; without, or without a limit, there is no limit
   */
  static Validity read(Members members) throws Refusal {
    if (!members.has("validFor")) {
      return new Validity(Instant.MIN, Instant.MAX);
    }
    Members limits = members.object("validFor");
    return new Validity(limit(limits, "start", Instant.MIN), limit(limits, "end", Instant.MAX));
  }

  private static Instant limit(Members limits, String key, Instant otherwise) throws Refusal {
    String text = limits.textOrNothing(key);
    try {
      return text.isEmpty() ? otherwise : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Refusal("malformed", "`%s` of `validFor` is no time".formatted(key));
    }
  }

  boolean holds(Instant at) {
    return !at.isBefore(from) && !at.isAfter(to);
  }
}
