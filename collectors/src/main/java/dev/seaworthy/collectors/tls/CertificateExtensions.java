package dev.seaworthy.collectors.tls;

import dev.seaworthy.engine.x509.X509;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What the extensions of certificates say of revocation (RFC 5280, sections 4.2.1.13 and 4.2.2.1),
 * of transparency logs (RFC 6962, section 3.3) and of the names that an authority may give (RFC
 * 5280, section 4.2.1.10).
 */
final class CertificateExtensions {
  private static final ASN1ObjectIdentifier TIMESTAMPS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
  private static final int STATUS_REQUEST = 5;
  private static final int LOG_ID_BYTES = 32;

  /** What clients know, by RFC 5280 and what came after. */
  private static final Set<ASN1ObjectIdentifier> KNOWN =
      Set.of(
          Extension.basicConstraints,
          Extension.keyUsage,
          Extension.extendedKeyUsage,
          Extension.subjectAlternativeName,
          Extension.nameConstraints,
          Extension.certificatePolicies,
          Extension.policyMappings,
          Extension.policyConstraints,
          Extension.inhibitAnyPolicy,
          Extension.cRLDistributionPoints,
          Extension.issuerAlternativeName,
          TLS_FEATURE);

  private CertificateExtensions() {}

  static Map<String, Object> content(X509CertificateHolder holder) {
    Map<String, Object> content = new TreeMap<>();
    content.put("ocspUrls", responders(holder));
    content.put("crlUrls", lists(holder));
    List<byte[]> timestamps = timestamps(holder);
    content.put("signedTimestamps", timestamps.size());
    content.put("transparencyLogs", timestamps.stream().flatMap(one -> log(one).stream()).toList());
    content.put("mustStaple", mustStaple(holder));
    content.put("forServers", isForServers(holder));
    content.put("unknownCritical", unknownCritical(holder));
    return content;
  }

  /** Whether every name of {@code leaf} is one that all of {@code issuers} may give. */
  static boolean mayBeNamed(X509CertificateHolder leaf, List<X509CertificateHolder> issuers) {
    try {
      return isPermitted(leaf, issuers);
    } catch (RuntimeException e) {
      // Bouncy Castle meets malformed constraints with unchecked types; such permit nothing.
      return false;
    }
  }

  /** From the top down: whoever is constrained constrains those below, itself included. */
  private static boolean isPermitted(
      X509CertificateHolder leaf, List<X509CertificateHolder> issuers) {
    PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
    for (int i = issuers.size() - 1; i >= 0; i--) {
      X509CertificateHolder issuer = issuers.get(i);
      // A new key of the same authority is no name that it gives.
      if (!issuer.getSubject().equals(issuer.getIssuer()) && !isNamed(issuer, validator)) {
        return false;
      }
      Extension extension = issuer.getExtension(Extension.nameConstraints);
      if (extension != null) {
        add(NameConstraints.getInstance(extension.getParsedValue()), validator);
      }
    }
    return isNamed(leaf, validator);
  }

  private static boolean isNamed(
      X509CertificateHolder holder, PKIXNameConstraintValidator validator) {
    boolean subject =
        holder.getSubject().getRDNs().length == 0
            || ok(validator, new GeneralName(holder.getSubject()));
    return subject && X509.alternativeNames(holder).stream().allMatch(one -> ok(validator, one));
  }

  private static void add(NameConstraints constraints, PKIXNameConstraintValidator validator) {
    GeneralSubtree[] permitted = constraints.getPermittedSubtrees();
    if (permitted != null) {
      validator.intersectPermittedSubtree(permitted);
    }
    GeneralSubtree[] excluded = constraints.getExcludedSubtrees();
    if (excluded != null) {
      List.of(excluded).forEach(validator::addExcludedSubtree);
    }
  }

  private static boolean ok(PKIXNameConstraintValidator validator, GeneralName name) {
    try {
      validator.checkPermitted(name);
      validator.checkExcluded(name);
      return true;
    } catch (NameConstraintValidatorException e) {
      return false;
    }
  }

  private static List<String> responders(X509CertificateHolder holder) {
    List<String> urls = new ArrayList<>();
    Extension extension = holder.getExtension(Extension.authorityInfoAccess);
    if (extension != null) {
      AuthorityInformationAccess access =
          AuthorityInformationAccess.getInstance(extension.getParsedValue());
      for (AccessDescription one : access.getAccessDescriptions()) {
        if (one.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
          addUrl(one.getAccessLocation(), urls);
        }
      }
    }
    return urls;
  }

  private static List<String> lists(X509CertificateHolder holder) {
    List<String> urls = new ArrayList<>();
    Extension extension = holder.getExtension(Extension.cRLDistributionPoints);
    if (extension != null) {
      CRLDistPoint points = CRLDistPoint.getInstance(extension.getParsedValue());
      for (DistributionPoint point : points.getDistributionPoints()) {
        DistributionPointName name = point.getDistributionPoint();
        if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
          for (GeneralName one : GeneralNames.getInstance(name.getName()).getNames()) {
            addUrl(one, urls);
          }
        }
      }
    }
    return urls;
  }

  private static void addUrl(GeneralName name, List<String> urls) {
    if (name.getTagNo() == GeneralName.uniformResourceIdentifier) {
      urls.add(name.getName().toString());
    }
  }

  /** What logs promised to publish it: a list in TLS's own form. */
  private static List<byte[]> timestamps(X509CertificateHolder holder) {
    Extension extension = holder.getExtension(TIMESTAMPS);
    if (extension == null) {
      return List.of();
    }
    byte[] list = ASN1OctetString.getInstance(extension.getParsedValue()).getOctets();
    List<byte[]> entries = new ArrayList<>();
    int at = Short.BYTES;
    while (at + Short.BYTES < list.length) {
      int length = (list[at] & 0xff) << 8 | (list[at + 1] & 0xff);
      at += Short.BYTES;
      entries.add(Arrays.copyOfRange(list, at, Math.min(at + length, list.length)));
      at += length;
    }
    return at == list.length ? entries : List.of();
  }

  /** The log and its time; empty for a version that is not known. */
  private static Optional<Map<String, Object>> log(byte[] timestamp) {
    if (timestamp.length < 1 + LOG_ID_BYTES + Long.BYTES || timestamp[0] != 0) {
      return Optional.empty();
    }
    ByteBuffer fields = ByteBuffer.wrap(timestamp, 1, timestamp.length - 1);
    byte[] id = new byte[LOG_ID_BYTES];
    fields.get(id);
    long at = Math.floorDiv(fields.getLong(), 1_000L);
    return Optional.of(Map.of("id", HexFormat.of().formatHex(id), "at", at));
  }

  /** Whether clients are to refuse it without a stapled answer about revocation (RFC 7633). */
  private static boolean mustStaple(X509CertificateHolder holder) {
    Extension extension = holder.getExtension(TLS_FEATURE);
    if (extension != null) {
      for (ASN1Encodable feature : ASN1Sequence.getInstance(extension.getParsedValue())) {
        if (ASN1Integer.getInstance(feature).hasValue(STATUS_REQUEST)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether its extended usage, where it has one, lets a server show it. */
  private static boolean isForServers(X509CertificateHolder holder) {
    if (holder.getExtensions() == null) {
      return true;
    }
    ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(holder.getExtensions());
    return usage == null
        || usage.hasKeyPurposeId(KeyPurposeId.id_kp_serverAuth)
        || usage.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage);
  }

  /** Who does not know a critical extension must refuse the certificate (RFC 5280, section 4.2). */
  private static List<String> unknownCritical(X509CertificateHolder holder) {
    List<String> unknown = new ArrayList<>();
    for (Object oid : holder.getCriticalExtensionOIDs()) {
      if (!KNOWN.contains((ASN1ObjectIdentifier) oid)) {
        unknown.add(((ASN1ObjectIdentifier) oid).getId());
      }
    }
    return unknown.stream().sorted().toList();
  }
}
