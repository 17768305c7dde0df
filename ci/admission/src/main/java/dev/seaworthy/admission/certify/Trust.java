package dev.seaworthy.admission.certify;

import dev.seaworthy.admission.web.ServerKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The CAs that an API server trusts for a webhook, as {@code caBundle} has them. */
final class Trust {
  /** Renewals that follow fast must not grow it without end. */
  private static final int MOST = 8;

  private final Map<String, X509Certificate> byBytes = new LinkedHashMap<>();

  private Trust() {}

  /**
   * Joins bundles; the first ones are kept where there are too many, and what has ended or is no
   * certificate is left out.
   *
   * @param bundles in PEM
   */
  static Trust of(Instant now, Collection<String> bundles) {
    Trust trust = new Trust();
    for (String bundle : bundles) {
      for (X509Certificate one : certificates(bundle)) {
        if (one.getNotAfter().toInstant().isAfter(now) && trust.byBytes.size() < MOST) {
          trust.byBytes.putIfAbsent(encoded(one), one);
        }
      }
    }
    return trust;
  }

  /** All certificates in PEM; none if one cannot be read. */
  static List<X509Certificate> certificates(String pem) {
    return ServerKeys.certificates(pem.getBytes(StandardCharsets.US_ASCII));
  }

  /** The bundle as PEM. */
  String pem() {
    StringBuilder text = new StringBuilder();
    for (String one : byBytes.keySet()) {
      text.append("-----BEGIN CERTIFICATE-----\n")
          .append(one)
          .append("\n-----END CERTIFICATE-----\n");
    }
    return text.toString();
  }

  private static String encoded(X509Certificate one) {
    try {
      return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(one.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
  }
}
