package dev.seaworthy.collectors.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of one file: whether they stand in the order that servers send (RFC 8446,
 * section 4.4.2), and whether the links between them hold, in whatever order they stand.
 */
final class Chain {
  private final List<Certificate> inFile;
  private final List<Certificate> path;

  Chain(List<Certificate> inFile) {
    this.inFile = List.copyOf(inFile);
    this.path = path(inFile);
  }

  /** Each certificate names the next as its issuer. */
  boolean isOrdered() {
    for (int i = 0; i + 1 < inFile.size(); i++) {
      if (!inFile.get(i).names(inFile.get(i + 1))) {
        return false;
      }
    }
    return true;
  }

  /** Every certificate is linked, and every link's signature verifies. */
  boolean isSigned() {
    return path.size() == inFile.size() && signedUpTo() == path.size() - 1;
  }

  /**
   * Whether the leaf leads to an anchor through issuers that may issue.
   *
   * @param trust the anchors; where empty, a self-signed CA at the end is taken for one
   */
  boolean isAnchored(List<Certificate> trust, boolean trustGiven) {
    int last = signedUpTo();
    for (int i = 0; i <= last; i++) {
      if (!mayStandAt(i)) {
        return false;
      }
      Certificate certificate = path.get(i);
      if (trust.stream().anyMatch(anchor -> anchors(anchor, certificate))) {
        return true;
      }
    }
    Certificate end = path.get(last);
    return !trustGiven && last == path.size() - 1 && end.selfSigned() && end.isCa();
  }

  /** Whether the issuers in the path may give the leaf its names. */
  boolean keepsNameConstraints() {
    return CertificateExtensions.mayBeNamed(
        path.get(0).holder(), path.stream().skip(1).map(Certificate::holder).toList());
  }

  private static boolean anchors(Certificate anchor, Certificate certificate) {
    return anchor.isSameAs(certificate)
        || (anchor.isCa() && certificate.names(anchor) && certificate.isSignedBy(anchor));
  }

  /** The position in the path up to which each is signed by the next. */
  private int signedUpTo() {
    int position = 0;
    while (position + 1 < path.size() && path.get(position).isSignedBy(path.get(position + 1))) {
      position++;
    }
    return position;
  }

  /** An issuer must be a CA, and may limit how many stand below it. */
  private boolean mayStandAt(int position) {
    if (position == 0) {
      return true;
    }
    Certificate issuer = path.get(position);
    return issuer.isCa()
        && issuer.pathLength().stream().allMatch(allowed -> position - 1 <= allowed);
  }

  /** From the leaf along the issuers' names; ends where none is left. */
  private static List<Certificate> path(List<Certificate> certificates) {
    List<Certificate> left = new ArrayList<>(certificates);
    List<Certificate> path = new ArrayList<>();
    Optional<Certificate> next = Optional.of(leaf(certificates));
    while (next.isPresent()) {
      Certificate current = next.get();
      left.remove(current);
      path.add(current);
      next = left.stream().filter(current::names).findFirst();
    }
    return path;
  }

  /** The first server certificate; in a file of CAs, the first that issued no other. */
  private static Certificate leaf(List<Certificate> certificates) {
    return certificates.stream()
        .filter(one -> !one.isCa())
        .findFirst()
        .or(() -> certificates.stream().filter(one -> issuesNone(one, certificates)).findFirst())
        .orElse(certificates.get(0));
  }

  private static boolean issuesNone(Certificate one, List<Certificate> all) {
    return all.stream().noneMatch(other -> !other.isSameAs(one) && other.names(one));
  }
}
