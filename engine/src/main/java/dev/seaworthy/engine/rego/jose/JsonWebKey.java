package dev.seaworthy.engine.rego.jose;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.pki.AnyPrivateKey;
import dev.seaworthy.engine.rego.pki.AnyPublicKey;
import dev.seaworthy.engine.rego.pki.Certificates;
import dev.seaworthy.engine.rego.pki.Curve;
import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one JSON Web Key. Messages name fields, never what is in them. */
final class JsonWebKey {
  /** Every algorithm that a key may claim to be for; with others, OPA takes it for no key. */
  private static final Set<String> ALGORITHMS =
      Set.of(
          "none",
          "HS256",
          "HS384",
          "HS512",
          "RS256",
          "RS384",
          "RS512",
          "PS256",
          "PS384",
          "PS512",
          "ES256",
          "ES384",
          "ES512",
          "ES256K",
          "EdDSA",
          "Ed25519",
          "RSA1_5",
          "RSA-OAEP",
          "RSA-OAEP-256",
          "RSA-OAEP-384",
          "RSA-OAEP-512",
          "A128KW",
          "A192KW",
          "A256KW",
          "dir",
          "ECDH-ES",
          "ECDH-ES+A128KW",
          "ECDH-ES+A192KW",
          "ECDH-ES+A256KW",
          "A128GCMKW",
          "A192GCMKW",
          "A256GCMKW",
          "PBES2-HS256+A128KW",
          "PBES2-HS384+A192KW",
          "PBES2-HS512+A256KW",
          "A128CBC-HS256",
          "A192CBC-HS384",
          "A256CBC-HS512",
          "A128GCM",
          "A192GCM",
          "A256GCM");

  private static final int EDWARDS_BYTES = 32;

  private final ObjectValue fields;

  private JsonWebKey(ObjectValue fields) {
    this.fields = fields;
  }

  static NamedKey read(ObjectValue fields) {
    JsonWebKey reader = new JsonWebKey(fields);
    String type = reader.text("kty");
    String algorithm = reader.text("alg");
    if (fields.get("alg") != null && !ALGORITHMS.contains(algorithm)) {
      throw bad("alg", "is not a known algorithm");
    }
    reader.text("use");
    reader.texts("key_ops");
    reader.checkCertificates();
    JoseKey key =
        switch (type) {
          case "RSA" -> reader.rsa();
          case "EC" -> reader.ec();
          case "OKP" -> reader.edwards();
          case "oct" -> JoseKey.of(reader.bytes("k"));
          default ->
              throw RegoException.failed(
                  "jwk.ParseKey: invalid key type from JSON (%s)".formatted(type));
        };
    return new NamedKey(algorithm, reader.text("kid"), key);
  }

  private static RegoException bad(String field, String complaint) {
    return RegoException.failed("jwk.ParseKey: \"%s\" %s".formatted(field, complaint));
  }

  private boolean has(String field) {
    Value value = fields.get(field);
    return value != null && !(value instanceof NullValue);
  }

  /** The text of a field; empty if there is none. */
  private String text(String field) {
    if (!has(field)) {
      return "";
    }
    if (!(fields.get(field) instanceof StringValue text)) {
      throw bad(field, "must be a string");
    }
    return text.text();
  }

  private List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    if (has(field)) {
      if (!(fields.get(field) instanceof ArrayValue all)) {
        throw bad(field, "must be an array");
      }
      for (int i = 0; i < all.size(); i++) {
        if (!(all.at(i) instanceof StringValue text)) {
          throw bad(field, "must be an array of strings");
        }
        texts.add(text.text());
      }
    }
    return texts;
  }

  private void checkCertificates() {
    for (String certificate : texts("x5c")) {
      if (!Certificates.isOne(certificate)) {
        throw bad("x5c", "has no certificate");
      }
    }
  }

  /** The bytes of a field that must be there. */
  private byte[] bytes(String field) {
    byte[] bytes = optionalBytes(field);
    if (bytes == null || bytes.length == 0) {
      throw bad(field, "is missing");
    }
    return bytes;
  }

  private byte @Nullable [] optionalBytes(String field) {
    if (!has(field)) {
      return null;
    }
    try {
      return decode(text(field));
    } catch (RegoException e) {
      throw bad(field, "is not base64");
    }
  }

  /** Decodes either alphabet, padded or not. */
  private static byte[] decode(String text) {
    boolean isStandard = text.indexOf('+') >= 0 || text.indexOf('/') >= 0;
    if (!isStandard) {
      return Base64Text.decodeUrl(text);
    }
    boolean isPadded = text.endsWith("=");
    return Base64Text.decode(isPadded ? text : text + "=".repeat((4 - text.length() % 4) % 4));
  }

  private BigInteger number(String field) {
    return new BigInteger(1, bytes(field));
  }

  private JoseKey rsa() {
    BigInteger modulus = number("n");
    BigInteger exponent = number("e");
    if (modulus.signum() == 0 || !exponent.testBit(0) || exponent.bitLength() >= Long.SIZE) {
      throw RegoException.failed("jwk.ParseKey: invalid rsa modulus or public exponent");
    }
    AnyPublicKey.Rsa publicKey = new AnyPublicKey.Rsa(modulus, exponent.longValue());
    if (!has("d")) {
      return JoseKey.of(publicKey);
    }
    if (fields.get("p") == null || fields.get("q") == null) {
      throw bad(fields.get("p") == null ? "p" : "q", "is missing");
    }
    List<BigInteger> primes = List.of(numberOrZero("p"), numberOrZero("q"));
    BigInteger secret = number("d");
    AnyPrivateKey.Rsa key = new AnyPrivateKey.Rsa(publicKey, secret, primes);
    List<BigInteger> claimed = List.of(numberOrZero("dp"), numberOrZero("dq"), numberOrZero("qi"));
    // A key that contradicts itself checks signatures all the same, and makes none.
    return JoseKey.of(
        key.agreesWith(claimed)
            ? key
            : new AnyPrivateKey.Rsa(publicKey, secret, List.of(BigInteger.ZERO, BigInteger.ZERO)));
  }

  private BigInteger numberOrZero(String field) {
    byte[] bytes = optionalBytes(field);
    return bytes == null ? BigInteger.ZERO : new BigInteger(1, bytes);
  }

  private JoseKey ec() {
    Curve curve = Curve.named(text("crv"));
    if (curve == null || curve == Curve.P224) {
      throw bad("crv", "is not a known curve");
    }
    AnyPublicKey.Ec publicKey = new AnyPublicKey.Ec(curve, number("x"), number("y"));
    if (!publicKey.isOnCurve()) {
      throw RegoException.failed("jwk.ParseKey: invalid ECDSA public key");
    }
    return has("d")
        ? JoseKey.of(new AnyPrivateKey.Ec(publicKey, number("d")))
        : JoseKey.of(publicKey);
  }

  private JoseKey edwards() {
    boolean signs = text("crv").equals("Ed25519");
    if (!signs && !text("crv").equals("X25519")) {
      throw bad("crv", "is not a known curve");
    }
    byte[] point = exactly("x");
    if (!has("d")) {
      return JoseKey.of(signs ? new AnyPublicKey.Ed25519(point) : new AnyPublicKey.X25519());
    }
    byte[] seed = exactly("d");
    AnyPrivateKey key =
        signs ? AnyPrivateKey.Edwards.ed25519(seed) : AnyPrivateKey.Edwards.x25519(seed);
    if (signs && !key.publicKey().equals(new AnyPublicKey.Ed25519(point))) {
      throw RegoException.failed("ed25519: invalid x value given d value");
    }
    return JoseKey.of(key);
  }

  private byte[] exactly(String field) {
    byte[] bytes = bytes(field);
    if (bytes.length != EDWARDS_BYTES) {
      throw bad(field, "has a wrong size");
    }
    return bytes;
  }
}
