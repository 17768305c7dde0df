package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.json.Digest;
import java.util.Base64;
import java.util.Optional;

/** Certificates in settings and metadata, which are told by their fingerprints. */
final class Certificates {
  private Certificates() {}

  /** The fingerprint of the certificate under {@code key}; empty where there is none. */
  static Optional<String> fingerprint(Spot at, String key) {
    return at.get(key).flatMap(Spot::text).filter(text -> !text.isBlank()).map(Certificates::of);
  }

  /** The fingerprint of a certificate in base64, with or without the lines around it. */
  static String of(String text) {
    String base64 = text.replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      return Digest.of(Base64.getDecoder().decode(base64)).toString();
    } catch (IllegalArgumentException e) {
      return "unreadable";
    }
  }
}
