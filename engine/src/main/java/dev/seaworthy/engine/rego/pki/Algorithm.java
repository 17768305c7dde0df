package dev.seaworthy.engine.rego.pki;

/** An algorithm's identifier and its parameters: all of their DER, or nothing. */
final class Algorithm {
  private final Oid oid;
  private final byte[] parameters;

  private Algorithm(Oid oid, byte[] parameters) {
    this.oid = oid;
    this.parameters = parameters;
  }

  /** Reads an AlgorithmIdentifier's content. */
  static Algorithm read(Der der) {
    Oid oid = der.oid("x509: malformed OID");
    byte[] parameters = der.isEmpty() ? new byte[0] : der.any("x509: malformed parameters").full();
    return new Algorithm(oid, parameters);
  }

  Oid oid() {
    return oid;
  }

  byte[] parameters() {
    return parameters;
  }

  /** Whether there is nothing to set: no parameters, or DER's null. */
  boolean isPlain() {
    return parameters.length == 0 || (parameters.length == 2 && parameters[0] == 5);
  }
}
