package dev.seaworthy.engine.x509;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificates in PEM (RFC 7468), each issued by the next. */
public final class CertificateChain {
  private static final String TYPE = "CERTIFICATE";
  private static final int MOST = 10;

  private CertificateChain() {}

  /** The certificates of a text; empty where it holds anything else, or they are no chain. */
  public static Optional<List<X509CertificateHolder>> fromPem(String pem) {
    List<X509CertificateHolder> chain = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      for (PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        if (!block.getType().equals(TYPE) || chain.size() == MOST) {
          return Optional.empty();
        }
        chain.add(new X509CertificateHolder(block.getContent()));
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (!Authority.isIssuedBy(chain.get(i), chain.get(i + 1))) {
        return Optional.empty();
      }
    }
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain);
  }

  /** The same text for the same certificates. */
  public static String toPem(List<X509CertificateHolder> chain) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      for (X509CertificateHolder one : chain) {
        writer.writeObject(new PemObject(TYPE, one.getEncoded()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return text.toString().replace("\r\n", "\n");
  }
}
