package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.pki.AnyPrivateKey;
import dev.seaworthy.engine.rego.pki.Certificate;
import dev.seaworthy.engine.rego.pki.CertificateRequest;
import dev.seaworthy.engine.rego.pki.Certificates;
import dev.seaworthy.engine.rego.pki.KeyPair;
import dev.seaworthy.engine.rego.pki.PrivateKeys;
import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Certificates, requests for them, and private keys. Complaints never show a key. */
final class CertificateFamily {
  /** What a parsed certificate takes, a character of its text: it holds most of it thrice. */
  private static final int BYTES_A_CHARACTER = 16;

  private CertificateFamily() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "crypto.x509.parse_certificates" -> (Builtin.One) CertificateFamily::certificates;
      case "crypto.x509.parse_certificate_request" ->
          (Builtin.One) (budget, text) -> CertificateRequest.read(text(budget, text, 1));
      case "crypto.x509.parse_keypair" ->
          (Builtin.Two)
              (budget, certificates, key) ->
                  KeyPair.read(text(budget, certificates, 1), text(budget, key, 1));
      case "crypto.x509.parse_rsa_private_key" -> (Builtin.One) CertificateFamily::jwk;
      case "crypto.parse_private_keys" -> (Builtin.One) CertificateFamily::privateKeys;
      case "crypto.x509.parse_and_verify_certificates_with_options" ->
          (Builtin.Two) CertificateChains::verify;
      default -> null;
    };
  }

  /** The text of an argument that is about to be parsed. */
  static String text(Budget budget, Value operand, int position) {
    String text = Operands.text(operand, position);
    budget.steps(text.length());
    budget.allocate((long) BYTES_A_CHARACTER * text.length());
    return text;
  }

  private static Value certificates(Budget budget, Value text) {
    List<Certificate> certificates = Certificates.inText(text(budget, text, 1));
    return ArrayValue.of(certificates.stream().map(Certificate::valueWithUris).toList());
  }

  private static Value privateKeys(Budget budget, Value operand) {
    String text = text(budget, operand, 1);
    if (text.isEmpty()) {
      return NullValue.NULL;
    }
    return ArrayValue.of(PrivateKeys.inText(text).stream().map(AnyPrivateKey::value).toList());
  }

  /** The first key; in spite of the builtin's name, of any kind. */
  private static Value jwk(Budget budget, Value operand) {
    String text = text(budget, operand, 1);
    if (text.isEmpty()) {
      throw Operands.failed("input PEM data was empty");
    }
    if (!text.startsWith("-----BEGIN")) {
      text = new String(Base64Text.decode(text), StandardCharsets.ISO_8859_1);
    }
    List<AnyPrivateKey> keys = PrivateKeys.inText(text);
    return keys.isEmpty() ? NullValue.NULL : keys.get(0).jwk();
  }
}
