package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.value.Value;

/** One extension of a certificate, as it is there. */
final class Extension {
  static final Oid SUBJECT_ALTERNATIVE_NAME = Oid.of("2.5.29.17");

  private final Oid id;
  private final boolean critical;
  private final byte[] content;

  private Extension(Oid id, boolean critical, byte[] content) {
    this.id = id;
    this.critical = critical;
    this.content = content;
  }

  static Extension read(Der der) {
    Oid id = der.oid("x509: malformed extension OID field");
    boolean critical =
        der.isNext(Der.BOOLEAN) && der.bool("x509: malformed extension critical field");
    byte[] content = der.read(Der.OCTET_STRING, "x509: malformed extension value field").rest();
    return new Extension(id, critical, content);
  }

  Oid id() {
    return id;
  }

  boolean isCritical() {
    return critical;
  }

  byte[] bytes() {
    return content;
  }

  Der content() {
    return new Der(content);
  }

  Value value() {
    return new Fields()
        .put("Id", id.value())
        .put("Critical", critical)
        .put("Value", content)
        .done();
  }
}
