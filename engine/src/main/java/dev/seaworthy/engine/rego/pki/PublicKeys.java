package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads public keys as certificates hold them (RFC 5280, SubjectPublicKeyInfo). */
public final class PublicKeys {
  static final Oid RSA = Oid.of("1.2.840.113549.1.1.1");
  static final Oid EC = Oid.of("1.2.840.10045.2.1");
  static final Oid ED25519 = Oid.of("1.3.101.112");
  static final Oid X25519 = Oid.of("1.3.101.110");
  private static final Oid DSA = Oid.of("1.2.840.10040.4.1");

  private static final byte[] NULL = {5, 0};
  private static final int POINT_BYTES = 32;
  private static final int UNCOMPRESSED = 4;

  private PublicKeys() {}

  /** A key and the number that Go gives its algorithm; without a key if that is unknown. */
  record Read(int algorithm, @Nullable AnyPublicKey key) {}

  /**
   * Reads the content of a PEM block {@code PUBLIC KEY}.
   *
   * @throws RegoException if it is no key
   */
  public static AnyPublicKey ofBlock(PemBlock block) {
    Der der = new Der(block.content());
    Der info = der.read(Der.SEQUENCE, "asn1: structure error: malformed public key");
    if (!der.isEmpty()) {
      throw RegoException.failed("x509: trailing data after ASN.1 of public-key");
    }
    Algorithm algorithm = Algorithm.read(info.read(Der.SEQUENCE, "x509: malformed OID"));
    byte[] bits = info.bits("x509: malformed subjectPublicKey");
    if (algorithm.oid().equals(X25519)) {
      return new AnyPublicKey.X25519();
    }
    return key(algorithm, bits);
  }

  /** Reads a SubjectPublicKeyInfo's content. */
  static Read read(Der info) {
    Algorithm algorithm =
        Algorithm.read(info.read(Der.SEQUENCE, "x509: malformed public key algorithm identifier"));
    byte[] bits = info.bits("x509: malformed subjectPublicKey");
    int number = number(algorithm.oid());
    return new Read(number, number == 0 ? null : key(algorithm, bits));
  }

  private static int number(Oid oid) {
    if (oid.equals(RSA)) {
      return 1;
    }
    if (oid.equals(DSA)) {
      return 2;
    }
    if (oid.equals(EC)) {
      return 3;
    }
    return oid.equals(ED25519) ? 4 : 0;
  }

  private static AnyPublicKey key(Algorithm algorithm, byte[] bits) {
    return switch (number(algorithm.oid())) {
      case 1 -> rsa(algorithm, new Der(bits));
      case 2 -> dsa(algorithm, new Der(bits));
      case 3 -> ec(algorithm, bits);
      case 4 -> ed25519(algorithm, bits);
      default -> throw RegoException.failed("x509: unknown public key algorithm");
    };
  }

  private static AnyPublicKey rsa(Algorithm algorithm, Der bits) {
    if (!Arrays.equals(algorithm.parameters(), NULL)) {
      throw RegoException.failed("x509: RSA key missing NULL parameters");
    }
    Der key = bits.read(Der.SEQUENCE, "x509: invalid RSA public key");
    BigInteger modulus = key.integer("x509: invalid RSA modulus");
    long exponent = key.number("x509: invalid RSA public exponent");
    if (modulus.signum() <= 0) {
      throw RegoException.failed("x509: RSA modulus is not a positive number");
    }
    if (exponent <= 0) {
      throw RegoException.failed("x509: RSA public exponent is not a positive number");
    }
    return new AnyPublicKey.Rsa(modulus, exponent);
  }

  private static AnyPublicKey dsa(Algorithm algorithm, Der bits) {
    BigInteger y = bits.integer("x509: invalid DSA public key");
    String complaint = "x509: invalid DSA parameters";
    Der parameters = new Der(algorithm.parameters()).read(Der.SEQUENCE, complaint);
    BigInteger p = parameters.integer(complaint);
    BigInteger q = parameters.integer(complaint);
    BigInteger g = parameters.integer(complaint);
    if (Math.min(Math.min(y.signum(), p.signum()), Math.min(q.signum(), g.signum())) <= 0) {
      throw RegoException.failed("x509: zero or negative DSA parameter");
    }
    return new AnyPublicKey.Dsa(p, q, g, y);
  }

  private static AnyPublicKey ec(Algorithm algorithm, byte[] bits) {
    Curve curve = Curve.of(new Der(algorithm.parameters()).oid("x509: invalid ECDSA parameters"));
    if (curve == null) {
      throw RegoException.failed("x509: unsupported elliptic curve");
    }
    int half = curve.bytes();
    if (bits.length == 1 + 2 * half && bits[0] == UNCOMPRESSED) {
      BigInteger x = Numbers.read(Arrays.copyOfRange(bits, 1, 1 + half));
      BigInteger y = Numbers.read(Arrays.copyOfRange(bits, 1 + half, bits.length));
      if (curve.point(x, y) != null) {
        return new AnyPublicKey.Ec(curve, x, y);
      }
    }
    throw RegoException.failed("ecdsa: invalid public key");
  }

  private static AnyPublicKey ed25519(Algorithm algorithm, byte[] bits) {
    if (algorithm.parameters().length != 0) {
      throw RegoException.failed("x509: Ed25519 key encoded with illegal parameters");
    }
    if (bits.length != POINT_BYTES) {
      throw RegoException.failed("x509: wrong Ed25519 public key size");
    }
    return new AnyPublicKey.Ed25519(bits);
  }
}
