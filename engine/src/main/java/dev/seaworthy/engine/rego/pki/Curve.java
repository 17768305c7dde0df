package dev.seaworthy.engine.rego.pki;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** An elliptic curve that Go knows by name. */
@SuppressWarnings("ImmutableEnumChecker") // What its fields hold never changes.
public enum Curve {
  P224("P-224", "1.3.132.0.33", 224),
  P256("P-256", "1.2.840.10045.3.1.7", 256),
  P384("P-384", "1.3.132.0.34", 384),
  P521("P-521", "1.3.132.0.35", 521);

  private final String id;
  private final Oid oid;
  private final int bits;
  private final ECDomainParameters domain;

  Curve(String id, String oid, int bits) {
    X9ECParameters parameters = CustomNamedCurves.getByName(id);
    this.id = id;
    this.oid = Oid.of(oid);
    this.bits = bits;
    this.domain = new ECDomainParameters(parameters);
  }

  static @Nullable Curve of(@Nullable Oid oid) {
    return Arrays.stream(values()).filter(curve -> curve.oid.equals(oid)).findFirst().orElse(null);
  }

  /** A curve by its name: {@code P-256}. */
  public static @Nullable Curve named(String id) {
    return Arrays.stream(values()).filter(curve -> curve.id.equals(id)).findFirst().orElse(null);
  }

  /** The name, as JSON Web Keys give it. */
  public String id() {
    return id;
  }

  /** Bytes of a coordinate, and of either half of a signature. */
  public int bytes() {
    return (bits + 7) / 8;
  }

  ECDomainParameters domain() {
    return domain;
  }

  /** The point with these coordinates; null if it is not on the curve. */
  @Nullable ECPoint point(BigInteger x, BigInteger y) {
    BigInteger field = domain.getCurve().getField().getCharacteristic();
    if (x.compareTo(field) >= 0 || y.compareTo(field) >= 0) {
      return null;
    }
    ECPoint point = domain.getCurve().createPoint(x, y);
    return point.isValid() && !point.isInfinity() ? point : null;
  }

  /** The product of the base point and a number. */
  ECPoint multiply(BigInteger factor) {
    return domain.getG().multiply(factor).normalize();
  }
}
