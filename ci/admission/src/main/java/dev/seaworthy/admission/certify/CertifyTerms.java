package dev.seaworthy.admission.certify;

import java.time.Duration;
import java.util.List;

/**
 * What certificates are issued for, and when.
 *
 * @param names DNS names that the API server calls the webhook by; at least one
 * @param validity of a certificate
 * @param overlap how long the CA before is trusted beside a new one: until every replica has taken
 *     the new certificate up
 */
public record CertifyTerms(List<String> names, Duration validity, Duration overlap) {
  /** Clocks differ: a certificate is valid from a little before it is issued. */
  static final Duration BACKDATED = Duration.ofHours(1);

  public CertifyTerms {
    names = names.stream().distinct().sorted().toList();
    if (names.isEmpty() || validity.compareTo(overlap) <= 0) {
      throw new IllegalArgumentException("a certificate has a name, and outlasts the overlap");
    }
  }

  /** What is left of a certificate's time when another one is issued. */
  Duration renewBefore() {
    return validity.dividedBy(3);
  }
}
