package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.x509.Authority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sigstore's trusted root: who may issue certificates and time stamps, and which logs are believed
 * (https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_trustroot.proto).
 */
record TrustedRoot(
    List<Authority> issuers, List<Authority> stampers, List<Log> logs, List<Log> certificateLogs) {
  private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot";

  /**
   * @param id by which entries name the log, in base64
   */
  record Log(String id, SignatureKey key, Validity validity) {}

  TrustedRoot {
    issuers = List.copyOf(issuers);
    stampers = List.copyOf(stampers);
    logs = List.copyOf(logs);
    certificateLogs = List.copyOf(certificateLogs);
  }

  static TrustedRoot read(byte[] json) throws Refusal {
    Members root = Members.read(json, "the trusted root", "malformed");
    if (!root.text("mediaType").startsWith(MEDIA_TYPE)) {
      throw new Refusal("malformed", "its `mediaType` is not that of a trusted root");
    }
    return new TrustedRoot(
        Authorities.read(root.items("certificateAuthorities")),
        Authorities.read(root.items("timestampAuthorities")),
        logs(root.items("tlogs")),
        logs(root.items("ctlogs")));
  }

  private static List<Log> logs(List<Tree> items) throws Refusal {
    List<Log> logs = new ArrayList<>();
    for (Tree item : items) {
      logs.add(log(Members.of(item, "a log")));
    }
    return logs;
  }

  private static Log log(Members members) throws Refusal {
    Members key = members.object("publicKey");
    return new Log(
        members.object("logId").base64("keyId"),
        SignatureKey.of(key.bytes("rawBytes")),
        Validity.read(key));
  }

  Optional<Log> log(String id) {
    return logs.stream().filter(log -> log.id().equals(id)).findFirst();
  }
}
