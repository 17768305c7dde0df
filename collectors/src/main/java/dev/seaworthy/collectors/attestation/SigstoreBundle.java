package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.stamp.TimeStamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Reads a Sigstore bundle, versions 0.1 to 0.3
 * (https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto).
 */
final class SigstoreBundle {
  static final String FORMAT = "sigstore-bundle";

  private static final String V03 = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final Set<String> MEDIA_TYPES =
      Set.of(
          V03,
          "application/vnd.dev.sigstore.bundle+json;version=0.3",
          "application/vnd.dev.sigstore.bundle+json;version=0.2",
          "application/vnd.dev.sigstore.bundle+json;version=0.1");
  private static final Set<String> MEMBERS =
      Set.of("mediaType", "verificationMaterial", "dsseEnvelope", "messageSignature");
  private static final Set<String> MATERIAL =
      Set.of(
          "publicKey",
          "certificate",
          "x509CertificateChain",
          "tlogEntries",
          "timestampVerificationData");

  /** Nobody asks more authorities or logs. */
  private static final int MAX_WITNESSES = 32;

  private SigstoreBundle() {}

  static boolean is(Tree.Mapping root) {
    return root.text("mediaType").orElse("").startsWith("application/vnd.dev.sigstore.bundle")
        || root.get("verificationMaterial").isPresent()
        || root.get("dsseEnvelope").isPresent();
  }

  static Signed read(Tree root) throws Refusal {
    Members bundle = Members.of(root, "the bundle").only(MEMBERS);
    if (!MEDIA_TYPES.contains(bundle.text("mediaType"))) {
      throw new Refusal(
          "unknown-bundle", "`%s` is no known form of bundle".formatted(bundle.text("mediaType")));
    }
    Members material = bundle.object("verificationMaterial").only(MATERIAL);
    return new Signed(
        FORMAT,
        content(bundle),
        certificate(material),
        material.has("publicKey")
            ? material.object("publicKey").only(Set.of("hint")).textOrNothing("hint")
            : "",
        timeStamps(material),
        entries(material));
  }

  private static Content content(Members bundle) throws Refusal {
    boolean enveloped = bundle.has("dsseEnvelope");
    if (enveloped == bundle.has("messageSignature")) {
      throw new Refusal(
          enveloped ? "two-contents" : "no-content",
          "the bundle holds not exactly one of `dsseEnvelope` and `messageSignature`");
    }
    if (!enveloped) {
      return MessageSignature.read(bundle.object("messageSignature"));
    }
    DsseEnvelope envelope = DsseEnvelope.read(bundle.object("dsseEnvelope"));
    if (envelope.signatures().size() != 1) {
      throw new Refusal(
          "too-many-signatures", "the bundle's envelope has not exactly one signature");
    }
    return envelope;
  }

  /** Chains of the older forms begin with the signer's own certificate. */
  private static Optional<X509CertificateHolder> certificate(Members material) throws Refusal {
    long ways =
        List.of("publicKey", "certificate", "x509CertificateChain").stream()
            .filter(material::has)
            .count();
    if (ways > 1) {
      throw new Refusal("two-keys", "the bundle tells of its signer's key in several ways");
    }
    if (material.has("certificate")) {
      return Optional.of(
          Certificates.read(
              material.object("certificate").only(Set.of("rawBytes")).bytes("rawBytes")));
    }
    if (material.has("x509CertificateChain")) {
      List<Tree> chain = material.object("x509CertificateChain").items("certificates");
      if (chain.isEmpty()) {
        throw new Refusal("malformed", "the bundle's chain of certificates is empty");
      }
      return Optional.of(
          Certificates.read(Members.of(chain.get(0), "a certificate").bytes("rawBytes")));
    }
    return Optional.empty();
  }

  private static List<TimeStamp> timeStamps(Members material) throws Refusal {
    List<TimeStamp> stamps = new ArrayList<>();
    if (material.has("timestampVerificationData")) {
      Members data = material.object("timestampVerificationData").only(Set.of("rfc3161Timestamps"));
      for (Tree item : few(data.items("rfc3161Timestamps"))) {
        stamps.add(
            Authorities.stamp(
                Members.of(item, "a time stamp")
                    .only(Set.of("signedTimestamp"))
                    .bytes("signedTimestamp")));
      }
    }
    return stamps;
  }

  private static List<LogEntry> entries(Members material) throws Refusal {
    List<LogEntry> entries = new ArrayList<>();
    for (Tree item : few(material.items("tlogEntries"))) {
      entries.add(LogEntry.read(item));
    }
    return entries;
  }

  private static List<Tree> few(List<Tree> items) throws Refusal {
    if (items.size() > MAX_WITNESSES) {
      throw new Refusal(
          "malformed", "the bundle has more than %d witnesses".formatted(MAX_WITNESSES));
    }
    return items;
  }
}
