package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** Whether the numbers of an RSA key belong together. */
final class RsaCheck {
  /** Larger keys cost more than any honest use is worth; nobody has them. */
  static final int MAX_BITS = 16_384;

  private RsaCheck() {}

  /**
   * Refuses keys with numbers that are not positive, or that contradict each other.
   *
   * @param derived the exponents modulo either prime, and the coefficient
   */
  static void require(AnyPrivateKey.Rsa key, List<BigInteger> derived) {
    BigInteger modulus = key.publicKey().modulus();
    boolean isPositive =
        Stream.of(Stream.of(modulus, key.exponent()), key.primes().stream(), derived.stream())
            .flatMap(numbers -> numbers)
            .allMatch(number -> number.signum() > 0);
    if (!isPositive) {
      throw RegoException.failed("x509: private key contains zero or negative value");
    }
    if (!agrees(key, derived)) {
      throw RegoException.failed("crypto/rsa: invalid private key");
    }
  }

  /** Whether a key is sound; of the derived numbers, zero says nothing. */
  static boolean agrees(AnyPrivateKey.Rsa key, List<BigInteger> derived) {
    BigInteger modulus = key.publicKey().modulus();
    BigInteger publicExponent = BigInteger.valueOf(key.publicKey().exponent());
    boolean isShaped =
        modulus.bitLength() <= MAX_BITS
            && publicExponent.signum() > 0
            && key.primes().stream()
                .allMatch(prime -> prime.bitLength() > 1 && prime.bitLength() <= MAX_BITS)
            && key.exponent().bitLength() <= MAX_BITS
            && key.primes().stream().reduce(BigInteger.ONE, BigInteger::multiply).equals(modulus)
            && key.prime(0).gcd(key.prime(1)).equals(BigInteger.ONE);
    return isShaped
        && key.primes().stream().allMatch(prime -> isInverse(key.exponent(), publicExponent, prime))
        && isOrZero(derived.get(0), key.exponent(0))
        && isOrZero(derived.get(1), key.exponent(1))
        && isOrZero(derived.get(2), key.coefficient());
  }

  private static boolean isInverse(BigInteger exponent, BigInteger other, BigInteger prime) {
    BigInteger order = prime.subtract(BigInteger.ONE);
    return exponent.multiply(other).mod(order).equals(BigInteger.ONE.mod(order));
  }

  private static boolean isOrZero(BigInteger claimed, BigInteger actual) {
    return claimed.signum() == 0 || claimed.equals(actual);
  }
}
