package dev.seaworthy.engine.seal;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What someone who checks bundles wrote down beforehand: whose keys count for what and when, and
 * who attests times.
 *
 * @param keys of all roles but that of attesting times
 * @param threshold how many different authorities must have attested the time of a verdict
 * @param tolerance by how much two clocks may differ
 */
public record TrustRules(
    List<TrustedKey> keys, List<TrustedStamper> stampers, int threshold, Duration tolerance) {
  /** Clocks that are kept in step differ by less. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** No more than keys that are named one by one. */
  public static final TrustRules NONE = new TrustRules(List.of(), List.of(), 0, TOLERANCE);

  public TrustRules {
    keys = List.copyOf(keys);
    stampers = List.copyOf(stampers);
    if (threshold > stampers.size() || threshold < Math.min(1, stampers.size())) {
      throw new IllegalArgumentException("as many authorities are needed as there can be");
    }
  }

  /** Whether anything was written down. */
  boolean areAny() {
    return !keys.isEmpty() || !stampers.isEmpty();
  }

  Stream<TrustedKey> of(Role role) {
    return keys.stream().filter(key -> key.role() == role);
  }
}
