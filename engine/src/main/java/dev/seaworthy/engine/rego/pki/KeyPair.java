package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A certificate, those that lead to its root, and its private key. */
public final class KeyPair {
  private static final String BEGIN = "-----BEGIN ";

  private KeyPair() {}

  /**
   * Reads a pair as Go's {@code tls.Certificate}; either in PEM, or in Base64 of PEM or DER.
   *
   * @throws RegoException if it is none, or the key is not the certificate's
   */
  public static Value read(String certificates, String key) {
    List<byte[]> chain = chain(pem(certificates, "CERTIFICATE"));
    PemBlock keyBlock = keyBlock(pem(key, "PRIVATE KEY"));
    Certificate leaf = Certificate.read(chain.get(0));
    AnyPrivateKey privateKey = PrivateKeys.any(keyBlock.content());
    if (privateKey == null) {
      throw RegoException.failed("tls: failed to parse private key");
    }
    requireMatch(leaf.key(), privateKey);
    return new Fields()
        .list("Certificate", chain, der -> StringValue.of(Base64Text.encode(der)))
        .put("PrivateKey", privateKey.value())
        .put("Leaf", leaf.value())
        .none("SupportedSignatureAlgorithms", "OCSPStaple", "SignedCertificateTimestamps")
        .done();
  }

  /** Blocks of PEM; DER counts as one block of the type. */
  private static List<PemBlock> pem(String text, String type) {
    byte[] bytes = Bytes.of(text);
    if (!PemText.begins(bytes, BEGIN)) {
      bytes = Base64Text.decode(bytes);
    }
    if (!PemText.begins(bytes, BEGIN)) {
      return List.of(new PemBlock(type, bytes));
    }
    List<PemBlock> blocks = new ArrayList<>();
    PemText pem = new PemText(bytes);
    for (PemBlock block = pem.next(); block != null; block = pem.next()) {
      blocks.add(block);
    }
    return blocks;
  }

  private static List<byte[]> chain(List<PemBlock> blocks) {
    List<byte[]> chain =
        blocks.stream()
            .filter(block -> block.type().equals("CERTIFICATE"))
            .map(PemBlock::content)
            .toList();
    if (!chain.isEmpty()) {
      return chain;
    }
    if (blocks.isEmpty()) {
      throw RegoException.failed("tls: failed to find any PEM data in certificate input");
    }
    if (blocks.size() == 1 && blocks.get(0).type().endsWith("PRIVATE KEY")) {
      throw RegoException.failed(
          "tls: failed to find certificate PEM data in certificate input, but did find a private"
              + " key; PEM inputs may have been switched");
    }
    throw RegoException.failed(
        "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM"
            + " blocks of the following types: "
            + types(blocks));
  }

  private static PemBlock keyBlock(List<PemBlock> blocks) {
    for (PemBlock block : blocks) {
      if (block.type().equals("PRIVATE KEY") || block.type().endsWith(" PRIVATE KEY")) {
        return block;
      }
    }
    if (blocks.isEmpty()) {
      throw RegoException.failed("tls: failed to find any PEM data in key input");
    }
    if (blocks.size() == 1 && blocks.get(0).type().equals("CERTIFICATE")) {
      throw RegoException.failed(
          "tls: found a certificate rather than a key in the PEM for the private key");
    }
    throw RegoException.failed(
        "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after"
            + " skipping PEM blocks of the following types: "
            + types(blocks));
  }

  private static String types(List<PemBlock> blocks) {
    return "[" + String.join(" ", blocks.stream().map(PemBlock::type).toList()) + "]";
  }

  private static void requireMatch(@Nullable AnyPublicKey certified, AnyPrivateKey privateKey) {
    if (certified == null || certified instanceof AnyPublicKey.Dsa) {
      throw RegoException.failed("tls: unknown public key algorithm");
    }
    AnyPublicKey own = privateKey.publicKey();
    if (own.getClass() != certified.getClass()) {
      throw RegoException.failed("tls: private key type does not match public key type");
    }
    if (!own.equals(certified)) {
      throw RegoException.failed("tls: private key does not match public key");
    }
  }
}
