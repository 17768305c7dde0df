package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A private key of a kind that Go knows. None of them tells its secret to {@code toString}. */
public abstract sealed class AnyPrivateKey {
  /** Go's structure for it, as JSON. */
  public abstract Value value();

  public abstract AnyPublicKey publicKey();

  /** The key as a JSON Web Key (RFC 7517). */
  public abstract Value jwk();

  @Override
  public final String toString() {
    return "a private key";
  }

  /** An RSA key of two primes or more. */
  public static final class Rsa extends AnyPrivateKey {
    private final AnyPublicKey.Rsa publicKey;
    private final BigInteger exponent;
    private final List<BigInteger> primes;

    public Rsa(AnyPublicKey.Rsa publicKey, BigInteger exponent, List<BigInteger> primes) {
      this.publicKey = publicKey;
      this.exponent = exponent;
      this.primes = List.copyOf(primes);
    }

    BigInteger exponent() {
      return exponent;
    }

    List<BigInteger> primes() {
      return primes;
    }

    /** Whether primes, exponents and these numbers belong together; of them, zero says nothing. */
    public boolean agreesWith(List<BigInteger> claimed) {
      return RsaCheck.agrees(this, claimed);
    }

    /** The exponent modulo one less than a prime. */
    BigInteger exponent(int prime) {
      return exponent.mod(primes.get(prime).subtract(BigInteger.ONE));
    }

    BigInteger prime(int index) {
      return primes.get(index);
    }

    BigInteger coefficient() {
      return primes.get(1).modInverse(primes.get(0));
    }

    @Override
    public AnyPublicKey.Rsa publicKey() {
      return publicKey;
    }

    @Override
    public Value value() {
      Value precomputed =
          new Fields()
              .put("Dp", exponent(0))
              .put("Dq", exponent(1))
              .put("Qinv", coefficient())
              .put("CRTValues", ArrayValue.EMPTY)
              .done();
      return new Fields()
          .put("N", publicKey.modulus())
          .put("E", publicKey.exponent())
          .put("D", exponent)
          .put("Primes", ArrayValue.of(primes.stream().map(NumberValue::of).toList()))
          .put("Precomputed", precomputed)
          .done();
    }

    @Override
    public Value jwk() {
      return new Fields()
          .put("kty", "RSA")
          .put("n", text(publicKey.modulus()))
          .put("e", text(BigInteger.valueOf(publicKey.exponent())))
          .put("d", text(exponent))
          .put("p", text(prime(0)))
          .put("q", text(prime(1)))
          .put("dp", text(exponent(0)))
          .put("dq", text(exponent(1)))
          .put("qi", text(coefficient()))
          .done();
    }

    private static String text(BigInteger number) {
      return Base64Text.encodeUrl(Numbers.bytes(number));
    }
  }

  /** A number that makes a point on a curve. */
  public static final class Ec extends AnyPrivateKey {
    private final AnyPublicKey.Ec publicKey;
    private final BigInteger secret;

    public Ec(AnyPublicKey.Ec publicKey, BigInteger secret) {
      this.publicKey = publicKey;
      this.secret = secret;
    }

    BigInteger secret() {
      return secret;
    }

    @Override
    public AnyPublicKey.Ec publicKey() {
      return publicKey;
    }

    @Override
    public Value value() {
      return new Fields()
          .put("Curve", ObjectValue.EMPTY)
          .put("X", publicKey.x())
          .put("Y", publicKey.y())
          .put("D", secret)
          .done();
    }

    @Override
    public Value jwk() {
      Curve curve = publicKey.curve();
      if (curve == Curve.P224) {
        throw RegoException.failed("unknown elliptic curve: P-224");
      }
      return new Fields()
          .put("kty", "EC")
          .put("crv", curve.id())
          .put("x", text(publicKey.x()))
          .put("y", text(publicKey.y()))
          .put("d", text(secret))
          .done();
    }

    private String text(BigInteger number) {
      return Base64Text.encodeUrl(Numbers.bytes(number, publicKey.curve().bytes()));
    }
  }

  /** An Ed25519 or X25519 key: 32 bytes. */
  public static final class Edwards extends AnyPrivateKey {
    private static final int BYTES = 32;

    private final byte[] seed;
    private final byte[] point = new byte[BYTES];
    private final boolean signs;

    private Edwards(byte[] seed, boolean signs) {
      this.seed = seed.clone();
      this.signs = signs;
      if (signs) {
        Ed25519.generatePublicKey(seed, 0, point, 0);
      } else {
        X25519.generatePublicKey(seed, 0, point, 0);
      }
    }

    public static Edwards ed25519(byte[] seed) {
      return new Edwards(seed, true);
    }

    public static Edwards x25519(byte[] seed) {
      return new Edwards(seed, false);
    }

    boolean signs() {
      return signs;
    }

    byte[] seed() {
      return seed;
    }

    @Override
    public AnyPublicKey publicKey() {
      return signs ? new AnyPublicKey.Ed25519(point) : new AnyPublicKey.X25519();
    }

    @Override
    public Value value() {
      if (!signs) {
        return ObjectValue.EMPTY;
      }
      byte[] both = Arrays.copyOf(seed, 2 * BYTES);
      System.arraycopy(point, 0, both, BYTES, BYTES);
      return StringValue.of(Base64Text.encode(both));
    }

    @Override
    public Value jwk() {
      return new Fields()
          .put("kty", "OKP")
          .put("crv", signs ? "Ed25519" : "X25519")
          .put("x", Base64Text.encodeUrl(point))
          .put("d", Base64Text.encodeUrl(seed))
          .done();
    }
  }
}
