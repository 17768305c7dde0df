package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.text.IpText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a chain from a certificate to a root that it may trust, as {@code x509.Certificate.Verify}
 * of Go does: candidates by name, nearest key first; then policies, usages and name constraints.
 */
public final class ChainVerifier {
  private static final int MAX_SIGNATURE_CHECKS = 100;

  private final Certificate root;
  private final List<Certificate> intermediates;
  private final Instant time;
  private final List<List<Certificate>> chains = new ArrayList<>();
  private int signatureChecks;

  private ChainVerifier(Certificate root, List<Certificate> intermediates, Instant time) {
    this.root = root;
    this.intermediates = intermediates;
    this.time = time;
  }

  /**
   * Verifies the last of some certificates. The first is the root.
   *
   * @param host what the certificate must be for; any if empty
   * @param usages one of which every certificate must allow; serving if empty
   * @return the chain, from the certificate to the root
   */
  public static Optional<List<Certificate>> verify(
      List<Certificate> certificates, Instant time, String host, Set<ExtendedUsage> usages) {
    int last = certificates.size() - 1;
    if (last < 1) {
      return Optional.empty();
    }
    Certificate leaf = certificates.get(last);
    ChainVerifier verifier =
        new ChainVerifier(certificates.get(0), certificates.subList(1, last), time);
    if (!verifier.isCurrent(leaf) || !(host.isEmpty() || isFor(leaf, host))) {
      return Optional.empty();
    }
    if (Arrays.equals(leaf.raw(), certificates.get(0).raw())) {
      verifier.chains.add(List.of(leaf));
    } else {
      verifier.extend(List.of(leaf));
    }
    Set<ExtendedUsage> wanted = usages.isEmpty() ? Set.of(ExtendedUsage.SERVER_AUTH) : usages;
    return verifier.chains.stream()
        .filter(PolicyGraph::isValid)
        .filter(chain -> wanted.contains(ExtendedUsage.ANY) || allows(chain, wanted))
        .filter(ConstraintCheck::permits)
        .findFirst();
  }

  private boolean isCurrent(Certificate certificate) {
    return !certificate.known().hasUnhandledCritical()
        && !time.isBefore(certificate.notBefore().toInstant())
        && !time.isAfter(certificate.notAfter().toInstant());
  }

  private static boolean isFor(Certificate leaf, String host) {
    boolean hasBrackets = host.length() >= 3 && host.startsWith("[") && host.endsWith("]");
    byte[] ip = IpText.parse(hasBrackets ? host.substring(1, host.length() - 1) : host);
    if (ip == null) {
      return leaf.known().names().dns().stream().anyMatch(name -> DomainNames.matches(name, host));
    }
    String wanted = IpText.write(ip);
    return leaf.known().names().ips().stream().map(IpText::write).anyMatch(wanted::equals);
  }

  private void extend(List<Certificate> chain) {
    consider(chain, List.of(root), true);
    consider(chain, intermediates, false);
  }

  private void consider(List<Certificate> chain, List<Certificate> pool, boolean isRoot) {
    for (Certificate parent : parents(chain.get(chain.size() - 1), pool)) {
      if (++signatureChecks > MAX_SIGNATURE_CHECKS) {
        return;
      }
      if (mayFollow(chain, parent, isRoot)) {
        List<Certificate> longer = new ArrayList<>(chain);
        longer.add(parent);
        if (isRoot) {
          chains.add(longer);
        } else {
          extend(longer);
        }
      }
    }
  }

  /** Those of the issuer's name: first those of the issuer's key, last those of another. */
  private static List<Certificate> parents(Certificate child, List<Certificate> pool) {
    List<List<Certificate>> ranked =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    byte[] wanted = child.known().authorityKeyId();
    for (Certificate candidate : pool) {
      if (Arrays.equals(candidate.rawSubject(), child.rawIssuer())) {
        byte[] id = candidate.known().subjectKeyId();
        boolean isOneUnknown = (id.length == 0) != (wanted.length == 0);
        int rank = Arrays.equals(id, wanted) ? 0 : isOneUnknown ? 1 : 2;
        ranked.get(rank).add(candidate);
      }
    }
    return ranked.stream().flatMap(List::stream).toList();
  }

  private boolean mayFollow(List<Certificate> chain, Certificate parent, boolean isRoot) {
    KnownExtensions known = parent.known();
    Certificate child = chain.get(chain.size() - 1);
    return parent.key() != null
        && chain.stream().noneMatch(parent::isSameSubject)
        && child.isSignedBy(parent)
        && isCurrent(parent)
        && (isRoot || (known.hasBasicConstraints() && known.isAuthority()))
        && (known.pathLength() < 0 || chain.size() - 1 <= known.pathLength());
  }

  /** Whether every certificate leaves at least one of the usages that those above it left. */
  private static boolean allows(List<Certificate> chain, Set<ExtendedUsage> wanted) {
    List<ExtendedUsage> left = new ArrayList<>(wanted);
    for (int i = chain.size() - 1; i >= 0; i--) {
      KnownExtensions known = chain.get(i).known();
      if (!known.isForAnything() && !known.extendedUsages().contains(ExtendedUsage.ANY)) {
        left.retainAll(known.extendedUsages());
        if (left.isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }
}
