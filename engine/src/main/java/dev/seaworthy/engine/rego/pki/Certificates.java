package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.value.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Finds certificates in text. */
public final class Certificates {
  private static final String BEGIN = "-----BEGIN";
  private static final String TYPE = "CERTIFICATE";

  private Certificates() {}

  /**
   * The certificates in PEM, or in Base64 of PEM or DER.
   *
   * @throws RegoException if it is none of these, or a block is no certificate
   */
  public static List<Certificate> inText(String text) {
    byte[] bytes = Bytes.of(text);
    if (!PemText.begins(bytes, BEGIN)) {
      bytes = Base64Text.decode(bytes);
    }
    return Certificate.readAll(PemText.begins(bytes, BEGIN) ? unwrapped(bytes) : bytes);
  }

  private static byte[] unwrapped(byte[] text) {
    PemText pem = new PemText(text);
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    for (PemBlock block = pem.next(); block != null; block = pem.next()) {
      if (!block.type().equals(TYPE)) {
        throw RegoException.failed(
            "PEM block type is '%s', expected %s".formatted(block.type(), TYPE));
      }
      der.writeBytes(block.content());
    }
    return der.toByteArray();
  }

  /** Whether text is one certificate, in Base64 of DER. */
  public static boolean isOne(String text) {
    try {
      Certificate.read(Base64Text.decode(text));
      return true;
    } catch (RegoException e) {
      return false;
    }
  }

  /**
   * The one certificate in a PEM block.
   *
   * @throws RegoException if it is no certificate
   */
  public static Certificate ofBlock(PemBlock block) {
    return Certificate.read(block.content());
  }
}
