package dev.seaworthy.collectors.tls.probe;

import java.io.ByteArrayOutputStream;

/** Writes numbers and vectors as TLS presents them. */
final class Bytes {
  private static final int BYTE = 8;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Bytes u8(int value) {
    out.write(value);
    return this;
  }

  Bytes u16(int value) {
    return u8(value >>> BYTE).u8(value);
  }

  Bytes u24(int value) {
    return u8(value >>> (2 * BYTE)).u16(value);
  }

  Bytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** A vector with its length in one byte. */
  Bytes vector8(byte[] bytes) {
    return u8(bytes.length).raw(bytes);
  }

  /** A vector with its length in two bytes. */
  Bytes vector16(byte[] bytes) {
    return u16(bytes.length).raw(bytes);
  }

  byte[] toArray() {
    return out.toByteArray();
  }
}
