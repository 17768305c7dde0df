package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import org.jspecify.annotations.Nullable;

/** How a certificate is signed, by the numbers that Go gives the ways. */
@SuppressWarnings("ImmutableEnumChecker") // What its fields hold never changes.
enum SignatureScheme {
  UNKNOWN(0, null),
  MD2_RSA(1, null),
  MD5_RSA(2, "1.2.840.113549.1.1.4"),
  SHA1_RSA(3, "1.2.840.113549.1.1.5"),
  SHA256_RSA(4, "1.2.840.113549.1.1.11"),
  SHA384_RSA(5, "1.2.840.113549.1.1.12"),
  SHA512_RSA(6, "1.2.840.113549.1.1.13"),
  SHA1_DSA(7, "1.2.840.10040.4.3"),
  SHA256_DSA(8, "2.16.840.1.101.3.4.3.2"),
  SHA1_ECDSA(9, "1.2.840.10045.4.1"),
  SHA256_ECDSA(10, "1.2.840.10045.4.3.2"),
  SHA384_ECDSA(11, "1.2.840.10045.4.3.3"),
  SHA512_ECDSA(12, "1.2.840.10045.4.3.4"),
  SHA256_RSA_PSS(13, null),
  SHA384_RSA_PSS(14, null),
  SHA512_RSA_PSS(15, null),
  ED25519(16, "1.3.101.112");

  private static final Oid PSS = Oid.of("1.2.840.113549.1.1.10");
  private static final Oid ISO_SHA1_RSA = Oid.of("1.3.14.3.2.29");
  private static final Oid MGF1 = Oid.of("1.2.840.113549.1.1.8");
  private static final String MALFORMED = "malformed parameters";

  private final int number;
  private final @Nullable Oid oid;

  SignatureScheme(int number, @Nullable String oid) {
    this.number = number;
    this.oid = oid == null ? null : Oid.of(oid);
  }

  static SignatureScheme of(Algorithm algorithm) {
    if (algorithm.oid().equals(PSS)) {
      return pss(algorithm);
    }
    if (algorithm.oid().equals(ISO_SHA1_RSA)) {
      return SHA1_RSA;
    }
    for (SignatureScheme scheme : values()) {
      if (algorithm.oid().equals(scheme.oid)) {
        boolean isBad = scheme == ED25519 && algorithm.parameters().length != 0;
        return isBad ? UNKNOWN : scheme;
      }
    }
    return UNKNOWN;
  }

  /** PSS with the same hash everywhere and a salt of its length, as Go asks for. */
  private static SignatureScheme pss(Algorithm algorithm) {
    try {
      Der parameters = new Der(algorithm.parameters()).read(Der.SEQUENCE, MALFORMED);
      Algorithm hash = wrapped(parameters, 0);
      Algorithm mask = wrapped(parameters, 1);
      Algorithm maskHash = Algorithm.read(new Der(mask.parameters()).read(Der.SEQUENCE, MALFORMED));
      long salt = parameters.read(Der.wrapped(2), MALFORMED).number(MALFORMED);
      Der trailer = parameters.optional(Der.wrapped(3), MALFORMED);
      boolean fits =
          hash.isPlain()
              && mask.oid().equals(MGF1)
              && maskHash.isPlain()
              && maskHash.oid().equals(hash.oid())
              && (trailer == null || trailer.number(MALFORMED) == 1);
      return fits ? pss(hash.oid().toString(), salt) : UNKNOWN;
    } catch (RegoException e) {
      return UNKNOWN;
    }
  }

  private static Algorithm wrapped(Der parameters, int number) {
    return Algorithm.read(
        parameters.read(Der.wrapped(number), MALFORMED).read(Der.SEQUENCE, MALFORMED));
  }

  private static SignatureScheme pss(String hash, long salt) {
    return switch (hash + "/" + salt) {
      case "2.16.840.1.101.3.4.2.1/32" -> SHA256_RSA_PSS;
      case "2.16.840.1.101.3.4.2.2/48" -> SHA384_RSA_PSS;
      case "2.16.840.1.101.3.4.2.3/64" -> SHA512_RSA_PSS;
      default -> UNKNOWN;
    };
  }

  /** Whether a key made the signature. Go refuses what rests on MD5 or SHA-1. */
  boolean verifies(@Nullable AnyPublicKey key, byte[] signed, byte[] signature) {
    return switch (this) {
      case UNKNOWN, MD2_RSA, MD5_RSA, SHA1_RSA, SHA1_DSA, SHA256_DSA, SHA1_ECDSA -> false;
      case SHA256_RSA -> Signatures.rsa(key, Hash.SHA256, signed, signature);
      case SHA384_RSA -> Signatures.rsa(key, Hash.SHA384, signed, signature);
      case SHA512_RSA -> Signatures.rsa(key, Hash.SHA512, signed, signature);
      case SHA256_RSA_PSS -> Signatures.pss(key, Hash.SHA256, signed, signature, 32);
      case SHA384_RSA_PSS -> Signatures.pss(key, Hash.SHA384, signed, signature, 48);
      case SHA512_RSA_PSS -> Signatures.pss(key, Hash.SHA512, signed, signature, 64);
      case SHA256_ECDSA -> Signatures.ecdsaDer(key, Hash.SHA256, signed, signature);
      case SHA384_ECDSA -> Signatures.ecdsaDer(key, Hash.SHA384, signed, signature);
      case SHA512_ECDSA -> Signatures.ecdsaDer(key, Hash.SHA512, signed, signature);
      case ED25519 -> Signatures.ed25519(key, signed, signature);
    };
  }

  /** Go's number for it. */
  int number() {
    return number;
  }
}
