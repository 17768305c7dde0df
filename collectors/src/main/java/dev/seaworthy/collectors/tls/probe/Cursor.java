package dev.seaworthy.collectors.tls.probe;

import java.util.Arrays;

/** Reads numbers and vectors as TLS presents them; never beyond the end. */
final class Cursor {
  private final byte[] bytes;
  private int at;

  Cursor(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  int u8() throws BrokenAnswerException {
    return raw(1)[0] & 0xff;
  }

  int u16() throws BrokenAnswerException {
    return (u8() << 8) | u8();
  }

  int u24() throws BrokenAnswerException {
    return (u8() << 16) | u16();
  }

  byte[] vector8() throws BrokenAnswerException {
    return raw(u8());
  }

  byte[] vector16() throws BrokenAnswerException {
    return raw(u16());
  }

  byte[] vector24() throws BrokenAnswerException {
    return raw(u24());
  }

  byte[] raw(int count) throws BrokenAnswerException {
    if (count > bytes.length - at) {
      throw new BrokenAnswerException("a message is shorter than it says");
    }
    at += count;
    return Arrays.copyOfRange(bytes, at - count, at);
  }
}
