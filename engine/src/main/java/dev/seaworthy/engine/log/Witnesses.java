package dev.seaworthy.engine.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Witnesses who are trusted.
 *
 * @param threshold how many of them must have signed a checkpoint besides the log
 */
public record Witnesses(List<WitnessKey> keys, int threshold) {
  /** Nobody, and nobody is needed. */
  public static final Witnesses NONE = new Witnesses(List.of(), 0);

  public Witnesses {
    keys = List.copyOf(keys);
    if (new HashSet<>(keys).size() < keys.size()) {
      throw new IllegalArgumentException("two witnesses have one key");
    }
    if (threshold < 0 || threshold > keys.size()) {
      throw new IllegalArgumentException("as many witnesses are needed as there can be");
    }
  }

  /**
   * Their signatures under a checkpoint.
   *
   * @throws LogException if one does not verify, or there are too few
   */
  List<Cosignature> require(SignedNote note) throws LogException {
    List<Cosignature> found = new ArrayList<>();
    for (WitnessKey key : keys) {
      key.of(note).ifPresent(found::add);
    }
    if (found.size() < threshold) {
      throw LogProblems.tooFewWitnesses(found.size(), threshold);
    }
    return found;
  }
}
