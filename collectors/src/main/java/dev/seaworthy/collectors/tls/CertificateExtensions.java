package dev.seaworthy.collectors.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
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

  private CertificateExtensions() {}

  static Map<String, Object> content(X509CertificateHolder holder) {
    Map<String, Object> content = new TreeMap<>();
    content.put("ocspUrls", responders(holder));
    content.put("crlUrls", lists(holder));
    content.put("signedTimestamps", timestamps(holder));
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

  private static boolean isPermitted(
      X509CertificateHolder leaf, List<X509CertificateHolder> issuers) {
    PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
    for (X509CertificateHolder issuer : issuers) {
      Extension extension = issuer.getExtension(Extension.nameConstraints);
      if (extension != null) {
        add(NameConstraints.getInstance(extension.getParsedValue()), validator);
      }
    }
    return Certificate.alternativeNames(leaf).stream().allMatch(one -> ok(validator, one));
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

  /** How many logs promised to publish it; entries of a list in TLS's own form. */
  private static int timestamps(X509CertificateHolder holder) {
    Extension extension = holder.getExtension(TIMESTAMPS);
    if (extension == null) {
      return 0;
    }
    byte[] list = ASN1OctetString.getInstance(extension.getParsedValue()).getOctets();
    int entries = 0;
    int at = Short.BYTES;
    while (at + Short.BYTES < list.length) {
      at += Short.BYTES + ((list[at] & 0xff) << 8 | (list[at + 1] & 0xff));
      entries++;
    }
    return at == list.length ? entries : 0;
  }
}
