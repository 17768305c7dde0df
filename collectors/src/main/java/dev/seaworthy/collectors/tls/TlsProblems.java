package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;

/** What can be wrong with certificates and Traefik's configuration. */
final class TlsProblems {
  private TlsProblems() {}

  static Problem brokenPem(String file, String why) {
    return new Problem(
        "BROKEN_PEM",
        "`%s` holds a PEM block that cannot be read: %s".formatted(file, why),
        "write the block again with `openssl x509 -in CERTIFICATE -outform pem`");
  }

  static Problem notCertificate(String file, String why) {
    return new Problem(
        "NOT_A_CERTIFICATE",
        "`%s` holds a block that is not an X.509 certificate: %s".formatted(file, why),
        "check it with `openssl x509 -in CERTIFICATE -noout -text`");
  }

  static Problem tooManyBlocks(String file, int limit) {
    return new Problem(
        "TOO_MANY_CERTIFICATES",
        "`%s` holds more than %d PEM blocks".formatted(file, limit),
        "give each server its own file, without the system's whole trust store");
  }

  static Problem unreadableTrust(String file) {
    return new Problem(
        "UNREADABLE_TRUST",
        "the trust file `%s` cannot be read".formatted(file),
        "correct `trust` in the release descriptor, or the file's permissions");
  }

  static Problem emptyTrust(String file) {
    return new Problem(
        "EMPTY_TRUST",
        "the trust file `%s` holds no certificate".formatted(file),
        "name a PEM file with the certificates to trust");
  }

  static Problem malformedTraefik(String key, String expected) {
    return new Problem(
        "MALFORMED_TRAEFIK",
        "`%s` is not %s".formatted(key.replaceAll("\\p{Cntrl}", "?"), expected),
        "write it as Traefik's reference does");
  }

  static Problem unreadableConfiguration(String where, String why) {
    return new Problem(
        "UNREADABLE_TRAEFIK",
        "Traefik's configuration in `%s` cannot be read: %s".formatted(where, why),
        "write it as YAML or TOML that Traefik loads");
  }

  static Problem unknownIngressClass(String ingress, String name) {
    return new Problem(
        "INGRESS_CLASS_NOT_SEEN",
        "nothing tells whether Traefik serves `%s` of class `%s`"
            .formatted(ingress, name.replaceAll("\\p{Cntrl}", "?")),
        "add the IngressClass to the evidence: its `controller` tells");
  }

  static Problem invalidProbe(String path, String what) {
    return Problems.of(
        "INVALID_PROBE",
        "`%s` of this TlsProbe %s".formatted(path, what),
        "take it again: `seaworthy tls probe release.yaml -o FILE`");
  }
}
