package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object identifier: the content of its DER. */
final class Oid {
  private final byte[] der;

  private Oid(byte[] der) {
    this.der = der;
  }

  /** An identifier in dots: {@code 2.5.29.17}. */
  static Oid of(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]), der);
    for (int i = 2; i < arcs.length; i++) {
      write(Integer.parseInt(arcs[i]), der);
    }
    return new Oid(der.toByteArray());
  }

  private static void write(int arc, ByteArrayOutputStream der) {
    for (int shift = 28; shift > 0; shift -= 7) {
      if (arc >>> shift != 0) {
        der.write(((arc >>> shift) & 0x7f) | 0x80);
      }
    }
    der.write(arc & 0x7f);
  }

  /** An identifier from its DER's content; null if it is malformed. */
  static @Nullable Oid read(byte[] der) {
    if (der.length == 0 || (der[der.length - 1] & 0x80) != 0) {
      return null;
    }
    boolean first = true;
    for (byte b : der) {
      if (first && (b & 0xff) == 0x80) {
        return null;
      }
      first = (b & 0x80) == 0;
    }
    return new Oid(der);
  }

  /** Whether every number of it fits 31 bits, as most of Go's readers ask for. */
  boolean isSmall() {
    return arcs().stream().allMatch(arc -> arc.bitLength() <= 31);
  }

  private List<BigInteger> arcs() {
    List<BigInteger> arcs = new ArrayList<>();
    BigInteger value = BigInteger.ZERO;
    for (byte b : der) {
      value = value.shiftLeft(7).or(BigInteger.valueOf(b & 0x7f));
      if ((b & 0x80) == 0) {
        if (arcs.isEmpty()) {
          long root = value.bitLength() > 31 ? 2 : Math.min(2, value.longValue() / 40);
          arcs.add(BigInteger.valueOf(root));
          value = value.subtract(BigInteger.valueOf(root * 40));
        }
        arcs.add(value);
        value = BigInteger.ZERO;
      }
    }
    return arcs;
  }

  ArrayValue value() {
    return ArrayValue.of(arcs().stream().map(NumberValue::of).toList());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Oid that && Arrays.equals(der, that.der);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(der);
  }

  /** In dots: {@code 2.5.29.17}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (BigInteger arc : arcs()) {
      text.append(text.isEmpty() ? "" : ".").append(arc);
    }
    return text.toString();
  }
}
