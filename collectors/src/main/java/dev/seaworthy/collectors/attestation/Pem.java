package dev.seaworthy.collectors.attestation;

import java.io.IOException;
import java.io.StringReader;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** The first block of a PEM text (RFC 7468). */
final class Pem {
  private Pem() {}

  /** The bytes of the block, which is a public key or a certificate. */
  static byte[] der(String text) throws Refusal {
    try (PemReader reader = new PemReader(new StringReader(text))) {
      PemObject block = reader.readPemObject();
      if (block != null
          && (block.getType().equals("PUBLIC KEY") || block.getType().equals("CERTIFICATE"))) {
        return block.getContent();
      }
    } catch (IOException | RuntimeException e) {
      throw new Refusal("bad-key", "its PEM block is damaged");
    }
    throw new Refusal("bad-key", "it holds no PEM block of a public key");
  }
}
