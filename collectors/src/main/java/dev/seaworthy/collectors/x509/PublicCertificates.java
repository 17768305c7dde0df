package dev.seaworthy.collectors.x509;

import dev.seaworthy.engine.x509.X509;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The certificates in a value that is secret otherwise. Only what decodes as a certificate to its
 * last byte is one, so that nothing else leaves under its name.
 *
 * @param base64 in DER, in their order
 * @param unread whether there is more that should be a certificate
 */
public record PublicCertificates(List<String> base64, boolean unread) {
  private static final PublicCertificates NONE = new PublicCertificates(List.of(), false);

  public PublicCertificates {
    base64 = List.copyOf(base64);
  }

  /** Those of PEM, and those that a key store holds in clear. */
  public static PublicCertificates in(byte[] value) {
    if (StoredCertificates.isStore(value)) {
      StoredCertificates store = StoredCertificates.readClear(value);
      List<PemBlocks.Block> blocks =
          store.entries().stream().flatMap(entry -> entry.chain().stream()).toList();
      return of(blocks, !store.faults().isEmpty());
    }
    // Only ASCII matters in PEM, and this charset takes any byte.
    String text = new String(value, StandardCharsets.ISO_8859_1);
    if (!text.contains("CERTIFICATE-----")) {
      return NONE;
    }
    PemBlocks blocks = PemBlocks.of(text);
    return blocks.overflows()
        ? new PublicCertificates(List.of(), true)
        : of(blocks.certificates(), !blocks.faults().isEmpty());
  }

  private static PublicCertificates of(List<PemBlocks.Block> blocks, boolean faults) {
    List<String> found = new ArrayList<>();
    for (PemBlocks.Block block : blocks) {
      if (isCertificate(block.der())) {
        found.add(block.base64());
      }
    }
    return new PublicCertificates(found, faults || found.size() < blocks.size());
  }

  private static boolean isCertificate(byte[] der) {
    try {
      X509.requireNames(new X509CertificateHolder(der));
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
