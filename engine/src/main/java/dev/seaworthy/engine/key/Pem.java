package dev.seaworthy.engine.key;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** PEM (RFC 7468) with one block of one type. */
final class Pem {
  private Pem() {}

  static byte[] read(String pem, String type) throws KeyException {
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      PemObject block = reader.readPemObject();
      if (block == null) {
        throw new KeyException("there is no PEM block");
      }
      if (!block.getType().equals(type)) {
        throw new KeyException(
            "the PEM block is a `%s`, not a `%s`".formatted(block.getType(), type));
      }
      return block.getContent();
    } catch (IOException | RuntimeException e) {
      throw new KeyException("the PEM block is damaged");
    }
  }

  static String write(String type, byte[] der) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, der));
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return text.toString().replace("\r\n", "\n");
  }
}
