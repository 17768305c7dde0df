package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.log.Witnesses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What someone who checks bundles wrote down beforehand: whose keys count for what and when, and
 * who attests times.
 *
 * @param keys of all roles but those of attesting times and of witnesses
 * @param threshold how many different authorities must have attested the time of a verdict
 * @param tolerance by how much two clocks may differ
 * @param witnesses of logs
 * @param revoked keys and authorities that count no longer
 */
public record TrustRules(
    List<TrustedKey> keys,
    List<TrustedStamper> stampers,
    int threshold,
    Duration tolerance,
    Witnesses witnesses,
    List<Revocation> revoked) {
  /** Clocks that are kept in step differ by less. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** No more than keys that are named one by one. */
  public static final TrustRules NONE = new TrustRules(List.of(), List.of(), 0, TOLERANCE);

  public TrustRules {
    keys = List.copyOf(keys);
    List<Revocation> ended = List.copyOf(revoked);
    stampers = stampers.stream().map(one -> limited(one, ended)).toList();
    revoked = ended;
    if (threshold > stampers.size() || threshold < Math.min(1, stampers.size())) {
      throw new IllegalArgumentException("as many authorities are needed as there can be");
    }
    if (witnesses.threshold() > 0 && keys.stream().noneMatch(key -> key.role() == Role.LOG)) {
      throw new IllegalArgumentException("witnesses see a log, whose key is needed");
    }
  }

  /** These, with nobody who witnesses logs and nothing revoked. */
  public TrustRules(
      List<TrustedKey> keys, List<TrustedStamper> stampers, int threshold, Duration tolerance) {
    this(keys, stampers, threshold, tolerance, Witnesses.NONE, List.of());
  }

  /** These rules with keys of logs and witnesses besides. */
  public TrustRules withLogs(List<TrustedKey> logs, Witnesses seeing) {
    List<TrustedKey> all = new ArrayList<>(keys);
    all.addAll(logs);
    return new TrustRules(all, stampers, threshold, tolerance, seeing, revoked);
  }

  /** These rules without what is revoked. */
  public TrustRules revoking(List<Revocation> gone) {
    return new TrustRules(keys, stampers, threshold, tolerance, witnesses, gone);
  }

  /** Whether anything was written down. */
  boolean areAny() {
    return !keys.isEmpty() || !stampers.isEmpty();
  }

  Optional<Revocation> revocationOf(String id) {
    return revoked.stream().filter(one -> one.key().equals(id)).findFirst();
  }

  private static TrustedStamper limited(TrustedStamper stamper, List<Revocation> revoked) {
    return revoked.stream()
        .filter(one -> one.key().equals(stamper.name()))
        .findFirst()
        .map(stamper::revoked)
        .orElse(stamper);
  }

  Stream<TrustedKey> of(Role role) {
    return keys.stream().filter(key -> key.role() == role);
  }
}
