package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A reader of DER (X.690) that walks along the elements of one value. Whatever is not DER ends in
 * an exception with the complaint that the caller gives.
 */
final class Der {
  /** One element: its tag, its content, and all of it. */
  static final class Element {
    private final int tag;
    private final Der content;
    private final byte[] full;

    private Element(int tag, Der content, byte[] full) {
      this.tag = tag;
      this.content = content;
      this.full = full;
    }

    int tag() {
      return tag;
    }

    Der content() {
      return content;
    }

    byte[] full() {
      return full;
    }
  }

  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OID = 0x06;
  static final int UTF8_STRING = 0x0c;
  static final int NUMERIC_STRING = 0x12;
  static final int PRINTABLE_STRING = 0x13;
  static final int T61_STRING = 0x14;
  static final int IA5_STRING = 0x16;
  static final int UTC_TIME = 0x17;
  static final int GENERALIZED_TIME = 0x18;
  static final int BMP_STRING = 0x1e;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private final byte[] bytes;
  private final int end;
  private int at;

  Der(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private Der(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** The tag of a context-specific element that holds a value itself. */
  static int tagged(int number) {
    return 0x80 | number;
  }

  /** The tag of a context-specific element that holds other elements. */
  static int wrapped(int number) {
    return 0xa0 | number;
  }

  boolean isEmpty() {
    return at == end;
  }

  boolean isNext(int tag) {
    return at < end && (bytes[at] & 0xff) == tag;
  }

  /** What was not read yet. */
  byte[] rest() {
    return Arrays.copyOfRange(bytes, at, end);
  }

  /** The next element, whatever it is. */
  Element any(String complaint) {
    int start = at;
    if (end - at < 2) {
      throw malformed(complaint);
    }
    int tag = bytes[at++] & 0xff;
    if ((tag & 0x1f) == 0x1f) {
      throw malformed(complaint);
    }
    int length = length(complaint);
    if (length > end - at) {
      throw malformed(complaint);
    }
    int contentAt = at;
    at += length;
    return new Element(tag, new Der(bytes, contentAt, at), Arrays.copyOfRange(bytes, start, at));
  }

  private int length(String complaint) {
    int first = bytes[at++] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7f;
    if (count == 0 || count > 4 || count > end - at) {
      throw malformed(complaint);
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | (bytes[at++] & 0xff);
    }
    if (length < 0x80 || length >>> (8 * (count - 1)) == 0 || length > Integer.MAX_VALUE) {
      throw malformed(complaint);
    }
    return (int) length;
  }

  Element element(int tag, String complaint) {
    if (!isNext(tag)) {
      throw malformed(complaint);
    }
    return any(complaint);
  }

  /** The content of the next element. */
  Der read(int tag, String complaint) {
    return element(tag, complaint).content();
  }

  /** The content of the next element if it has the tag; otherwise nothing is read. */
  @Nullable Der optional(int tag, String complaint) {
    return isNext(tag) ? read(tag, complaint) : null;
  }

  /**
   * What an explicit tag holds. As in Go, an element of another tag, or with something else in it,
   * counts as absent and is not read; one without content is malformed.
   *
   * @param number of the tag
   * @param tag of what it should hold
   */
  @Nullable Der explicit(int number, int tag, String complaint) {
    if (isEmpty()) {
      return null;
    }
    int start = at;
    Element next = any(complaint);
    Der inside = next.content();
    boolean isTagged = next.tag() == wrapped(number);
    if (inside.isEmpty() && (isTagged || next.tag() == tagged(number) || isEmpty())) {
      throw malformed(complaint);
    }
    if (isTagged && inside.isNext(tag)) {
      return inside;
    }
    at = start;
    return null;
  }

  Oid oid(String complaint) {
    Oid oid = Oid.read(read(OID, complaint).rest());
    if (oid == null || !oid.isSmall()) {
      throw malformed(complaint);
    }
    return oid;
  }

  /** An identifier whose numbers may be of any size. */
  Oid longOid(String complaint) {
    Oid oid = Oid.read(read(OID, complaint).rest());
    if (oid == null) {
      throw malformed(complaint);
    }
    return oid;
  }

  BigInteger integer(String complaint) {
    return read(INTEGER, complaint).integerContent(complaint);
  }

  /** The integer whose content this is. */
  BigInteger integerContent(String complaint) {
    byte[] content = rest();
    boolean isPadded =
        content.length > 1
            && ((content[0] == 0 && content[1] >= 0) || (content[0] == -1 && content[1] < 0));
    if (content.length == 0 || isPadded) {
      throw malformed(complaint);
    }
    return new BigInteger(content);
  }

  /** An integer that fits a long. */
  long number(String complaint) {
    BigInteger integer = integer(complaint);
    if (integer.bitLength() >= Long.SIZE) {
      throw malformed(complaint);
    }
    return integer.longValue();
  }

  boolean bool(String complaint) {
    byte[] content = read(BOOLEAN, complaint).rest();
    if (content.length != 1 || (content[0] != 0 && content[0] != -1)) {
      throw malformed(complaint);
    }
    return content[0] != 0;
  }

  /** A string of bits as it is there: how many are unused, then all of them. */
  byte[] rawBits(String complaint) {
    byte[] content = read(BIT_STRING, complaint).rest();
    int unused = content.length == 0 ? 8 : content[0];
    boolean isBad =
        unused < 0
            || unused > 7
            || (content.length == 1 && unused > 0)
            || (content[content.length - 1] & ((1 << unused) - 1)) != 0;
    if (isBad) {
      throw malformed(complaint);
    }
    return content;
  }

  /** A string of bits, with the unused bits moved to the front. */
  byte[] bits(String complaint) {
    byte[] content = rawBits(complaint);
    int unused = content[0];
    byte[] aligned = Arrays.copyOfRange(content, 1, content.length);
    for (int i = aligned.length - 1; unused > 0 && i >= 0; i--) {
      int before = i == 0 ? 0 : aligned[i - 1] & 0xff;
      aligned[i] = (byte) ((aligned[i] & 0xff) >> unused | before << (8 - unused));
    }
    return aligned;
  }

  private static RegoException malformed(String complaint) {
    return RegoException.failed(complaint);
  }
}
