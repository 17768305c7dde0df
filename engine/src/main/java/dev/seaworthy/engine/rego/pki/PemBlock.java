package dev.seaworthy.engine.rego.pki;

/** One block of PEM (RFC 7468). */
public final class PemBlock {
  private final String type;
  private final byte[] content;

  PemBlock(String type, byte[] content) {
    this.type = type;
    this.content = content;
  }

  /** What it claims to be: {@code CERTIFICATE}. */
  public String type() {
    return type;
  }

  byte[] content() {
    return content;
  }
}
