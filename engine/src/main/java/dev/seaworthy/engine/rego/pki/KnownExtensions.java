package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.NumberValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the extensions of a certificate say that Go understands; filled while reading. */
final class KnownExtensions {
  private static final Oid OCSP = Oid.of("1.3.6.1.5.5.7.48.1");
  private static final Oid ISSUERS = Oid.of("1.3.6.1.5.5.7.48.2");
  private static final int USAGE_BITS = 9;

  private final Policies policies = new Policies();
  private final List<ExtendedUsage> extendedUsages = new ArrayList<>();
  private final List<Oid> unknownUsages = new ArrayList<>();
  private final List<Oid> unhandledCritical = new ArrayList<>();
  private final List<String> revocationLists = new ArrayList<>();
  private final List<String> statusServers = new ArrayList<>();
  private final List<String> issuerUrls = new ArrayList<>();
  private AlternativeNames names = new AlternativeNames();
  private NameConstraints constraints = NameConstraints.NONE;
  private int usage;
  private boolean hasBasicConstraints;
  private boolean isAuthority;
  private long pathLength;
  private byte @Nullable [] subjectKeyId;
  private byte @Nullable [] authorityKeyId;

  void read(Extension extension) {
    boolean isHandled =
        switch (extension.id().toString()) {
          case "2.5.29.14" -> readSubjectKeyId(extension);
          case "2.5.29.15" -> readUsage(extension.content());
          case "2.5.29.17" -> readNames(extension.content());
          case "2.5.29.19" -> readBasicConstraints(extension.content());
          case "2.5.29.30" -> readNameConstraints(extension);
          case "2.5.29.31" -> readRevocationLists(extension.content());
          case "2.5.29.35" -> readAuthorityKeyId(extension);
          case "2.5.29.37" -> readExtendedUsages(extension.content());
          case "1.3.6.1.5.5.7.1.1" -> readAuthorityAccess(extension);
          default -> readPolicies(extension);
        };
    if (!isHandled && extension.isCritical()) {
      unhandledCritical.add(extension.id());
    }
  }

  private boolean readPolicies(Extension extension) {
    switch (extension.id().toString()) {
      case "2.5.29.32" -> policies.readPolicies(extension.content());
      case "2.5.29.33" -> policies.readMappings(extension.content());
      case "2.5.29.36" -> policies.readConstraints(extension.content());
      case "2.5.29.54" -> policies.readInhibitAny(extension.content());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean readSubjectKeyId(Extension extension) {
    requireUncritical(extension, "subject key identifier");
    subjectKeyId =
        extension.content().read(Der.OCTET_STRING, "x509: invalid subject key identifier").rest();
    return true;
  }

  private static void requireUncritical(Extension extension, String what) {
    if (extension.isCritical()) {
      throw RegoException.failed("x509: %s incorrectly marked critical".formatted(what));
    }
  }

  private boolean readUsage(Der der) {
    byte[] content = der.rawBits("x509: invalid key usage");
    for (int i = 0; i < USAGE_BITS && i / 8 + 1 < content.length; i++) {
      if ((content[i / 8 + 1] & 0x80 >> i % 8) != 0) {
        usage |= 1 << i;
      }
    }
    return true;
  }

  private boolean readNames(Der der) {
    names = AlternativeNames.read(der);
    return !names.isEmpty();
  }

  private boolean readBasicConstraints(Der der) {
    String invalid = "x509: invalid basic constraints";
    Der content = der.read(Der.SEQUENCE, invalid);
    isAuthority = content.isNext(Der.BOOLEAN) && content.bool(invalid);
    pathLength = -1;
    if (content.isNext(Der.INTEGER)) {
      pathLength = content.number(invalid);
      if (pathLength < 0) {
        throw RegoException.failed(invalid);
      }
    }
    hasBasicConstraints = true;
    return true;
  }

  private boolean readNameConstraints(Extension extension) {
    constraints = NameConstraints.read(extension);
    return !constraints.isUnhandled();
  }

  private boolean readRevocationLists(Der der) {
    String invalid = "x509: invalid CRL distribution point";
    Der all = der.read(Der.SEQUENCE, invalid + "s");
    while (!all.isEmpty()) {
      Der name = all.read(Der.SEQUENCE, invalid).optional(Der.wrapped(0), invalid);
      if (name != null) {
        Der full = name.read(Der.wrapped(0), invalid);
        while (full.isNext(Der.tagged(6))) {
          revocationLists.add(text(full.read(Der.tagged(6), invalid)));
        }
      }
    }
    return true;
  }

  private static String text(Der content) {
    return new String(content.rest(), StandardCharsets.UTF_8);
  }

  private boolean readAuthorityKeyId(Extension extension) {
    requireUncritical(extension, "authority key identifier");
    String invalid = "x509: invalid authority key identifier";
    Der id = extension.content().read(Der.SEQUENCE, invalid).optional(Der.tagged(0), invalid);
    authorityKeyId = id == null ? null : id.rest();
    return true;
  }

  private boolean readExtendedUsages(Der der) {
    String invalid = "x509: invalid extended key usages";
    Der all = der.read(Der.SEQUENCE, invalid);
    while (!all.isEmpty()) {
      Oid oid = all.oid(invalid);
      ExtendedUsage known = ExtendedUsage.of(oid);
      if (known == null) {
        unknownUsages.add(oid);
      } else {
        extendedUsages.add(known);
      }
    }
    return true;
  }

  private boolean readAuthorityAccess(Extension extension) {
    requireUncritical(extension, "authority info access");
    String invalid = "x509: invalid authority info access";
    Der all = extension.content().read(Der.SEQUENCE, invalid);
    while (!all.isEmpty()) {
      Der access = all.read(Der.SEQUENCE, invalid);
      Oid method = access.oid(invalid);
      Der uri = access.optional(Der.tagged(6), invalid);
      if (uri != null && method.equals(OCSP)) {
        statusServers.add(text(uri));
      } else if (uri != null && method.equals(ISSUERS)) {
        issuerUrls.add(text(uri));
      }
    }
    return true;
  }

  Policies policies() {
    return policies;
  }

  AlternativeNames names() {
    return names;
  }

  NameConstraints constraints() {
    return constraints;
  }

  List<ExtendedUsage> extendedUsages() {
    return extendedUsages;
  }

  /** Whether the certificate says nothing about what it is for. */
  boolean isForAnything() {
    return extendedUsages.isEmpty() && unknownUsages.isEmpty();
  }

  boolean hasUnhandledCritical() {
    return !unhandledCritical.isEmpty();
  }

  /** Whether the key may sign certificates, as far as key usage tells. */
  boolean mayCertify() {
    return usage == 0 || (usage & 1 << 5) != 0;
  }

  boolean hasBasicConstraints() {
    return hasBasicConstraints;
  }

  boolean isAuthority() {
    return isAuthority;
  }

  /** How many authorities may stand below this one; negative for any number. */
  long pathLength() {
    return hasBasicConstraints ? pathLength : -1;
  }

  byte[] subjectKeyId() {
    return subjectKeyId == null ? new byte[0] : subjectKeyId;
  }

  byte[] authorityKeyId() {
    return authorityKeyId == null ? new byte[0] : authorityKeyId;
  }

  void put(Fields fields) {
    fields
        .put("KeyUsage", usage)
        .list("ExtKeyUsage", extendedUsages, known -> NumberValue.of(known.number()))
        .list("UnknownExtKeyUsage", unknownUsages, Oid::value)
        .list("UnhandledCriticalExtensions", unhandledCritical, Oid::value)
        .put("BasicConstraintsValid", hasBasicConstraints)
        .put("IsCA", isAuthority)
        .put("MaxPathLen", pathLength)
        .put("MaxPathLenZero", hasBasicConstraints && pathLength == 0)
        .put("SubjectKeyId", subjectKeyId)
        .put("AuthorityKeyId", authorityKeyId)
        .texts("OCSPServer", statusServers)
        .texts("IssuingCertificateURL", issuerUrls)
        .texts("CRLDistributionPoints", revocationLists);
    names.put(fields);
    constraints.put(fields);
    policies.put(fields);
  }
}
