package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A public key of a kind that Go knows. */
public sealed interface AnyPublicKey {
  /** Go's structure for it, as JSON. */
  Value value();

  /** An RSA key: modulus and exponent. */
  record Rsa(BigInteger modulus, long exponent) implements AnyPublicKey {
    @Override
    public Value value() {
      return new Fields().put("N", modulus).put("E", exponent).done();
    }
  }

  /** A point on a curve. */
  record Ec(Curve curve, BigInteger x, BigInteger y) implements AnyPublicKey {
    public boolean isOnCurve() {
      return curve.point(x, y) != null;
    }

    @Override
    public Value value() {
      return new Fields().put("Curve", ObjectValue.EMPTY).put("X", x).put("Y", y).done();
    }
  }

  /** A DSA key, which can be read and no more. */
  record Dsa(BigInteger p, BigInteger q, BigInteger g, BigInteger y) implements AnyPublicKey {
    @Override
    public Value value() {
      return new Fields().put("P", p).put("Q", q).put("G", g).put("Y", y).done();
    }
  }

  /** The 32 bytes of an Ed25519 key. */
  final class Ed25519 implements AnyPublicKey {
    private final byte[] point;

    public Ed25519(byte[] point) {
      this.point = point.clone();
    }

    byte[] point() {
      return point;
    }

    @Override
    public Value value() {
      return StringValue.of(Base64Text.encode(point));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ed25519 that && Arrays.equals(point, that.point);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(point);
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(point);
    }
  }

  /** A key for agreeing on secrets, which checks no signature. */
  record X25519() implements AnyPublicKey {
    @Override
    public Value value() {
      return ObjectValue.EMPTY;
    }
  }
}
