package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.value.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** Reads private keys: PKCS #1, PKCS #8 and SEC 1. Messages never show what was read. */
public final class PrivateKeys {
  private static final String MALFORMED = "asn1: structure error: malformed private key";
  private static final int SEED_BYTES = 32;

  private PrivateKeys() {}

  /**
   * The private keys in PEM text, which may be wrapped in Base64; other blocks are skipped.
   *
   * @throws RegoException if a block claims to be a key and is none
   */
  public static List<AnyPrivateKey> inText(String text) {
    PemText pem = new PemText(unwrapped(text));
    List<AnyPrivateKey> keys = new ArrayList<>();
    for (PemBlock block = pem.next(); block != null; block = pem.next()) {
      AnyPrivateKey key = ofBlock(block);
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static byte[] unwrapped(String text) {
    try {
      return Base64Text.decode(text);
    } catch (RegoException e) {
      return Bytes.of(text);
    }
  }

  private static @Nullable AnyPrivateKey ofBlock(PemBlock block) {
    return switch (block.type()) {
      case "RSA PRIVATE KEY" -> named(block.content(), PrivateKeys::pkcs1);
      case "PRIVATE KEY" -> named(block.content(), PrivateKeys::pkcs8);
      case "EC PRIVATE KEY" -> named(block.content(), der -> sec1(der, null));
      default -> null;
    };
  }

  private interface Format {
    AnyPrivateKey read(byte[] der);
  }

  /** Reads one format; if it is another, says so. */
  private static AnyPrivateKey named(byte[] der, Format format) {
    try {
      return format.read(der);
    } catch (RegoException e) {
      throw MALFORMED.equals(e.getMessage()) ? hint(der, e) : e;
    }
  }

  private static RegoException hint(byte[] der, RegoException otherwise) {
    String[] names = {"ParsePKCS1PrivateKey", "ParsePKCS8PrivateKey", "ParseECPrivateKey"};
    Format[] formats = {PrivateKeys::pkcs1, PrivateKeys::pkcs8, bytes -> sec1(bytes, null)};
    for (int i = 0; i < names.length; i++) {
      if (isFormat(formats[i], der)) {
        return RegoException.failed(
            "x509: failed to parse private key (use %s instead for this key format)"
                .formatted(names[i]));
      }
    }
    return otherwise;
  }

  private static boolean isFormat(Format format, byte[] der) {
    try {
      format.read(der);
      return true;
    } catch (RegoException e) {
      return !MALFORMED.equals(e.getMessage());
    }
  }

  /** A key in any format; null if it is none of them. */
  static @Nullable AnyPrivateKey any(byte[] der) {
    Format[] formats = {PrivateKeys::pkcs1, PrivateKeys::pkcs8, bytes -> sec1(bytes, null)};
    for (Format format : formats) {
      try {
        return format.read(der);
      } catch (RegoException e) {
        // Go tries the formats in this order, too.
      }
    }
    return null;
  }

  private static AnyPrivateKey pkcs1(byte[] bytes) {
    Der outer = new Der(bytes);
    Der der = outer.read(Der.SEQUENCE, MALFORMED);
    if (!outer.isEmpty()) {
      throw RegoException.failed("asn1: syntax error: trailing data");
    }
    long version = der.number(MALFORMED);
    BigInteger modulus = der.integer(MALFORMED);
    long publicExponent = der.number(MALFORMED);
    BigInteger exponent = der.integer(MALFORMED);
    List<BigInteger> primes =
        new ArrayList<>(List.of(der.integer(MALFORMED), der.integer(MALFORMED)));
    List<BigInteger> derived =
        List.of(der.integer(MALFORMED), der.integer(MALFORMED), der.integer(MALFORMED));
    if (version > 1) {
      throw RegoException.failed("x509: unsupported private key version");
    }
    Der more = der.optional(Der.SEQUENCE, MALFORMED);
    while (more != null && !more.isEmpty()) {
      primes.add(more.read(Der.SEQUENCE, MALFORMED).integer(MALFORMED));
    }
    AnyPublicKey.Rsa publicKey = new AnyPublicKey.Rsa(modulus, publicExponent);
    AnyPrivateKey.Rsa key = new AnyPrivateKey.Rsa(publicKey, exponent, primes);
    RsaCheck.require(key, derived);
    return key;
  }

  private static AnyPrivateKey pkcs8(byte[] bytes) {
    Der der = new Der(bytes).read(Der.SEQUENCE, MALFORMED);
    der.number(MALFORMED);
    Der algorithmDer = der.read(Der.SEQUENCE, MALFORMED);
    if (!algorithmDer.isNext(Der.OID)) {
      throw RegoException.failed(MALFORMED);
    }
    Algorithm algorithm = Algorithm.read(algorithmDer);
    byte[] key = der.read(Der.OCTET_STRING, MALFORMED).rest();
    if (algorithm.oid().equals(PublicKeys.RSA)) {
      return embedded("RSA", key, PrivateKeys::pkcs1);
    }
    if (algorithm.oid().equals(PublicKeys.EC)) {
      Der parameters = new Der(algorithm.parameters());
      Oid curve = parameters.isNext(Der.OID) ? parameters.oid(MALFORMED) : null;
      return embedded("EC", key, inner -> sec1(inner, curve));
    }
    if (algorithm.oid().equals(PublicKeys.ED25519)) {
      return AnyPrivateKey.Edwards.ed25519(seed(algorithm, key, "Ed25519"));
    }
    if (algorithm.oid().equals(PublicKeys.X25519)) {
      return AnyPrivateKey.Edwards.x25519(seed(algorithm, key, "X25519"));
    }
    throw RegoException.failed(
        "x509: PKCS#8 wrapping contained private key with unknown algorithm: " + algorithm.oid());
  }

  private static AnyPrivateKey embedded(String kind, byte[] der, Format format) {
    try {
      return format.read(der);
    } catch (RegoException e) {
      throw RegoException.failed(
          "x509: failed to parse %s private key embedded in PKCS#8: %s"
              .formatted(kind, e.getMessage()));
    }
  }

  private static byte[] seed(Algorithm algorithm, byte[] key, String kind) {
    if (algorithm.parameters().length != 0) {
      throw RegoException.failed("x509: invalid %s private key parameters".formatted(kind));
    }
    byte[] seed =
        new Der(key).read(Der.OCTET_STRING, "x509: invalid %s private key".formatted(kind)).rest();
    if (seed.length != SEED_BYTES) {
      throw RegoException.failed(
          "x509: invalid %s private key length: %d".formatted(kind, seed.length));
    }
    return seed;
  }

  private static AnyPrivateKey sec1(byte[] bytes, @Nullable Oid outerCurve) {
    Der der = new Der(bytes).read(Der.SEQUENCE, MALFORMED);
    long version = der.number(MALFORMED);
    BigInteger secret = Numbers.read(der.read(Der.OCTET_STRING, MALFORMED).rest());
    Der parameters = der.explicit(0, Der.OID, MALFORMED);
    Oid innerCurve = parameters == null ? null : parameters.oid(MALFORMED);
    requireBits(der.explicit(1, Der.BIT_STRING, MALFORMED));
    if (version != 1) {
      throw RegoException.failed("x509: unknown EC private key version " + version);
    }
    Curve curve = Curve.of(outerCurve != null ? outerCurve : innerCurve);
    if (curve == null) {
      throw RegoException.failed("x509: unknown elliptic curve");
    }
    if (secret.bitLength() > 8 * curve.bytes()) {
      throw RegoException.failed("x509: invalid private key length");
    }
    if (secret.signum() == 0 || secret.compareTo(curve.domain().getN()) >= 0) {
      throw RegoException.failed("ecdsa: invalid private key");
    }
    ECPoint point = curve.multiply(secret);
    AnyPublicKey.Ec publicKey =
        new AnyPublicKey.Ec(
            curve, point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    return new AnyPrivateKey.Ec(publicKey, secret);
  }

  /** The public key is not needed, and may be any other; but it must be a string of bits. */
  private static void requireBits(@Nullable Der publicKey) {
    if (publicKey != null) {
      publicKey.rawBits(MALFORMED);
    }
  }
}
