package dev.seaworthy.collectors.tls;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The certificates of one file, as a server sends them.
 *
 * @param certificates in file order, at least one
 */
record Chain(List<Certificate> certificates) {
  Chain {
    certificates = List.copyOf(certificates);
  }

  Certificate leaf() {
    return certificates.get(0);
  }

  /** Whether each is followed by its issuer. */
  boolean isOrdered() {
    return links().allMatch(i -> certificates.get(i + 1).nameIssued(certificates.get(i)));
  }

  /**
   * Whether every link holds. Of a misordered chain, too, so that order and signature are told
   * apart: then only one certificate may have its issuer outside the file.
   */
  boolean isSigned() {
    if (isOrdered()) {
      return links().allMatch(i -> certificates.get(i + 1).signed(certificates.get(i)));
    }
    List<Certificate> tops =
        certificates.stream().filter(one -> !one.selfSigned() && !isNamed(one)).toList();
    return tops.size() + certificates.stream().filter(Certificate::selfSigned).count() <= 1
        && certificates.stream()
            .filter(one -> !tops.contains(one) && !one.selfSigned())
            .allMatch(this::isSignedInside);
  }

  private boolean isNamed(Certificate one) {
    return certificates.stream().anyMatch(other -> other.nameIssued(one));
  }

  private boolean isSignedInside(Certificate one) {
    return certificates.stream().anyMatch(other -> other.signed(one));
  }

  /** Whether a certificate of the chain is trusted, or was issued by one that is. */
  boolean isAnchoredIn(List<Certificate> trusted) {
    return certificates.stream()
        .anyMatch(
            one ->
                trusted.stream()
                    .anyMatch(root -> root.sha256().equals(one.sha256()) || root.signed(one)));
  }

  boolean endsInSelfSigned() {
    return certificates.get(certificates.size() - 1).selfSigned()
        || (!isOrdered() && certificates.stream().anyMatch(Certificate::selfSigned));
  }

  boolean isOnlyCa() {
    return certificates.stream().allMatch(Certificate::isCa);
  }

  long expires() {
    return certificates.stream().mapToLong(Certificate::notAfter).min().orElseThrow();
  }

  private IntStream links() {
    return IntStream.range(0, certificates.size() - 1);
  }
}
