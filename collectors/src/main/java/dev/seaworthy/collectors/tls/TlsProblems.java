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

  static Problem brokenStore(String file, String why) {
    return Problems.of(
        "BROKEN_KEY_STORE",
        "the key store `%s` cannot be read: %s".formatted(file, why),
        "make it again; `keytool -list -keystore %s` tells whether Java can read it"
            .formatted(file));
  }

  static Problem encryptedStore(String file, String variable) {
    String why =
        variable.isEmpty()
            ? "no password is given"
            : "$%s, which is to hold the password, is not set".formatted(variable);
    return Problems.of(
        "KEY_STORE_ENCRYPTED",
        "the certificates in the key store `%s` are encrypted, and %s".formatted(file, why),
        variable.isEmpty()
            ? ("write `passwordVariable: SEAWORTHY_PASSWORD_NAME` beside the file in release.yaml,"
                    + " and set that variable; or give the certificates alone: `openssl pkcs12 -in"
                    + " %s -nokeys -out certificates.pem`")
                .formatted(file)
            : "set the variable to the store's password");
  }

  static Problem wrongPassword(String file, String variables) {
    return Problems.of(
        "KEY_STORE_PASSWORD_WRONG",
        "the password in %s does not open the key store `%s`".formatted(variables, file),
        "set the variable to the store's password; `keytool -list -keystore %s` asks for it"
            .formatted(file));
  }

  static Problem costlyStore(String file, String why) {
    return Problems.of(
        "KEY_STORE_TOO_COSTLY",
        "the key store `%s` is not read: %s".formatted(file, why),
        "give the certificates alone, as PEM");
  }

  static Problem strangeStore(String file, String why) {
    return Problems.of(
        "KEY_STORE_NOT_SUPPORTED",
        "a part of the key store `%s` cannot be read: %s".formatted(file, why),
        "give the certificates as PEM: `keytool -exportcert -rfc -alias ALIAS -keystore %s`"
            .formatted(file));
  }

  static Problem emptyStore(String file) {
    return Problems.of(
        "EMPTY_KEY_STORE",
        "the key store `%s` holds no certificate".formatted(file),
        "leave it out, or add the certificates");
  }

  static Problem unreadSecret(String secret, String key) {
    return Problems.of(
        "SECRET_CERTIFICATE_UNREAD",
        "`%s` of Secret `%s` holds certificates that cannot be read".formatted(key, secret),
        "store the chain as PEM under `tls.crt`; `openssl x509 -noout -text` tells what is wrong"
            + " with a certificate, and one in an encrypted key store cannot be seen");
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

  static Problem strangeLabel(String label, String why) {
    return new Problem(
        "TRAEFIK_LABEL",
        "the label `%s` %s".formatted(label.replaceAll("\\p{Cntrl}", "?"), why),
        "write it as Traefik's reference of its Docker provider does");
  }

  static Problem unknownRule(String service) {
    return new Problem(
        "TRAEFIK_RULE_UNKNOWN",
        "`%s` has a router without a rule, so Traefik's `defaultRule` decides what it serves"
            .formatted(service.replaceAll("\\p{Cntrl}", "?")),
        "write `traefik.http.routers.NAME.rule`, or `traefik.enable=false` where nothing is"
            + " served");
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
