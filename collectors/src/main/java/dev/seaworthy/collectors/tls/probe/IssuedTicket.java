package dev.seaworthy.collectors.tls.probe;

/**
 * A ticket of TLS 1.3, RFC 8446 section 4.6.1.
 *
 * @param lifetime in seconds
 * @param maxEarlyData bytes that a client may send before the handshake ends; 0 where none
 */
record IssuedTicket(long lifetime, long maxEarlyData) {
  private static final int NUMBER_BYTES = 4;

  static IssuedTicket read(byte[] body) throws BrokenAnswerException {
    Cursor cursor = new Cursor(body);
    long lifetime = u32(cursor);
    u32(cursor);
    cursor.vector8();
    cursor.vector16();
    Cursor extensions = new Cursor(cursor.vector16());
    long early = 0;
    while (!extensions.isAtEnd()) {
      int type = extensions.u16();
      byte[] value = extensions.vector16();
      if (type == Extension.EARLY_DATA) {
        early = u32(new Cursor(value));
      }
    }
    return new IssuedTicket(lifetime, early);
  }

  private static long u32(Cursor cursor) throws BrokenAnswerException {
    long value = 0;
    for (byte one : cursor.raw(NUMBER_BYTES)) {
      value = (value << 8) | (one & 0xff);
    }
    return value;
  }
}
