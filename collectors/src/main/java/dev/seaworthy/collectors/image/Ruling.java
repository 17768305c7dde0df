package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a VEX statement or an ignore file makes of a finding.
 *
 * @param takesOut whether the finding no longer counts
 * @param status what a suppressed finding is called: {@code not_affected}, {@code ignored}…
 * @param statement why, in words; may be empty
 * @param source the file that says so
 * @param key under which {@code note} stands in the evidence
 * @param note all that is said
 */
record Ruling(
    boolean takesOut,
    String status,
    String statement,
    String source,
    String key,
    Map<String, Object> note) {
  Ruling {
    note = Map.copyOf(note);
  }

  /** Rules on the findings of one artifact. */
  @FunctionalInterface
  interface Judge {
    /** The ruling on a vulnerability as evidence has it; null for none. */
    @org.jspecify.annotations.Nullable
    Ruling on(ScannedArtifact artifact, JsonNode vulnerability);
  }
}
