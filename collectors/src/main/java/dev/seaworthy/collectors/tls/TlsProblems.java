package dev.seaworthy.collectors.tls;

import dev.seaworthy.engine.evidence.Problem;

/** What can be wrong with certificates and with what Traefik is told. */
final class TlsProblems {
  private TlsProblems() {}

  static Problem badBlock(String file, String label) {
    return new Problem(
        "INVALID_CERTIFICATE",
        "the `%s` block of `%s` cannot be read".formatted(label, file),
        "write the certificate again; `openssl x509 -in %s -noout -text` shows whether it is whole"
            .formatted(file));
  }

  static Problem unreadBlock(String file, String label) {
    return new Problem(
        "UNREAD_PEM_BLOCK",
        "the `%s` block of `%s` may hold certificates and is not read".formatted(label, file),
        "convert it: `openssl pkcs7 -in %s -print_certs -out certificates.pem`".formatted(file));
  }

  static Problem noBlock(String file) {
    return new Problem(
        "NOT_PEM",
        "`%s` holds no PEM block".formatted(file),
        "write the certificate between `-----BEGIN CERTIFICATE-----` and its `END` line");
  }

  static Problem badTrust(String trust, String reason) {
    return new Problem(
        "INVALID_TRUST",
        "the trust file `%s` %s".formatted(trust, reason),
        "name a PEM file with the root certificates under `trust`");
  }

  static Problem invalid(String what, String path, String expected) {
    return new Problem(
        "INVALID_TRAEFIK",
        "`%s` of `%s` is not %s".formatted(path, what, expected),
        "write it as Traefik's reference has it: Traefik refuses or ignores it");
  }

  static Problem unparsable(String what) {
    return new Problem(
        "INVALID_TRAEFIK",
        "`%s` looks like a configuration of Traefik and cannot be read".formatted(what),
        "mend its YAML, or write it as YAML where it is TOML");
  }

  static Problem unknownMiddleware(String route, String middleware) {
    return new Problem(
        "UNKNOWN_MIDDLEWARE",
        "the middleware `%s` of `%s` is not in the evidence".formatted(middleware, route),
        "add the middleware to the evidence, or correct its name and namespace");
  }

  static Problem otherIngressClass(String route, String ingressClass) {
    return new Problem(
        "OTHER_INGRESS_CLASS",
        "`%s` is served by the ingress class `%s`, whose TLS is not read"
            .formatted(route, ingressClass),
        "judge it by hand, or leave its file out with `--exclude GLOB`");
  }
}
