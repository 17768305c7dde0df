package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.x509.PublicCertificates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces the values of a Secret by commitments, so that none reaches evidence; of certificates,
 * which are public, beside them.
 */
final class SecretRedaction {
  /** Where kubectl keeps a copy of the whole object, values in clear. */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final Salt salt;

  SecretRedaction(Salt salt) {
    this.salt = salt;
  }

  static boolean isSecret(Tree.Mapping object) {
    return object.text("kind").filter("Secret"::equals).isPresent()
        && object.text("apiVersion").filter("v1"::equals).isPresent();
  }

  /** The faults that keep a Secret's values from being read: no base64 in {@code data}. */
  static List<String> undecodable(Tree.Mapping secret) {
    List<String> keys = new ArrayList<>();
    secret
        .mapping("data")
        .ifPresent(
            data ->
                data.entries().keySet().stream()
                    .filter(key -> data.text(key).flatMap(SecretRedaction::decoded).isEmpty())
                    .filter(key -> data.text(key).isPresent())
                    .forEach(keys::add));
    return keys;
  }

  /** The plain value of {@code secret} without its secrets. */
  Map<String, Object> redacted(Tree.Mapping secret) {
    Map<String, Object> plain = secret.plain();
    secret.mapping("data").ifPresent(data -> plain.put("data", commitments(data, true)));
    secret
        .mapping("stringData")
        .ifPresent(data -> plain.put("stringData", commitments(data, false)));
    secret
        .mapping("metadata")
        .filter(metadata -> metadata.mapping("annotations").isPresent())
        .ifPresent(metadata -> plain.put("metadata", withoutCopy(metadata)));
    return plain;
  }

  private static Map<String, Object> withoutCopy(Tree.Mapping metadata) {
    Map<String, Object> plain = metadata.plain();
    Map<String, Object> annotations = metadata.mapping("annotations").orElseThrow().plain();
    annotations.remove(LAST_APPLIED);
    plain.put("annotations", annotations);
    return plain;
  }

  /** Both fields commit to the decoded bytes, so that one value has one commitment. */
  private Map<String, Object> commitments(Tree.Mapping values, boolean encoded) {
    Map<String, Object> commitments = new LinkedHashMap<>();
    for (String key : values.entries().keySet()) {
      String text = values.text(key).orElse("");
      byte[] value = encoded ? decoded(text).orElseThrow() : text.getBytes(StandardCharsets.UTF_8);
      commitments.put(key, commitment(value));
    }
    return commitments;
  }

  /**
   * Whoever is served by a certificate gets to see it: it stays, and the key beside it does not.
   */
  private Map<String, Object> commitment(byte[] value) {
    Map<String, Object> commitment = new LinkedHashMap<>();
    commitment.put("redacted", salt.commitment(value));
    commitment.put("length", value.length);
    PublicCertificates certificates = PublicCertificates.in(value);
    if (!certificates.base64().isEmpty()) {
      commitment.put("certificates", certificates.base64());
    }
    if (certificates.unread()) {
      commitment.put("certificatesUnread", true);
    }
    return commitment;
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      // Go's decoder passes over line breaks, which a folded scalar may bring.
      return Optional.of(Base64.getDecoder().decode(text.replaceAll("[\r\n]", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
