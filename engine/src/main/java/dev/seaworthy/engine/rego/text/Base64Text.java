package dev.seaworthy.engine.rego.text;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.Bytes;
import java.util.Arrays;
import java.util.Base64;

/** Padded Base64 as Go decodes it: line breaks are skipped, complaints name the byte. */
public final class Base64Text {
  private static final byte[] STANDARD = values('+', '/');
  private static final byte[] URL = values('-', '_');

  private final byte[] in;
  private final byte[] values;
  private final byte[] out;
  private int at;
  private int written;

  private Base64Text(byte[] in, byte[] values) {
    this.in = in;
    this.values = values;
    this.out = new byte[in.length / 4 * 3 + 3];
  }

  private static byte[] values(char plus, char slash) {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < 26; i++) {
      values['A' + i] = (byte) i;
      values['a' + i] = (byte) (26 + i);
    }
    for (int i = 0; i < 10; i++) {
      values['0' + i] = (byte) (52 + i);
    }
    values[plus] = 62;
    values[slash] = 63;
    return values;
  }

  /**
   * Decodes the standard alphabet, with padding.
   *
   * @throws RegoException if it is not Base64
   */
  public static byte[] decode(String text) {
    return decode(Bytes.of(text));
  }

  /** Decodes the standard alphabet, with padding. */
  public static byte[] decode(byte[] text) {
    return new Base64Text(text, STANDARD).decode();
  }

  /**
   * Decodes the alphabet for URLs; padding may be left away (RFC 7515, appendix C).
   *
   * @throws RegoException if it is not Base64
   */
  public static byte[] decodeUrl(String text) {
    int length = Bytes.of(text).length;
    String padded = text;
    if (!text.endsWith("=")) {
      padded =
          switch (length % 4) {
            case 0 -> text;
            case 2 -> text + "==";
            case 3 -> text + "=";
            default -> throw RegoException.failed("illegal base64url string: " + text);
          };
    }
    return new Base64Text(Bytes.of(padded), URL).decode();
  }

  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Encodes in the alphabet for URLs, without padding. */
  public static String encodeUrl(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private byte[] decode() {
    boolean more = true;
    while (more) {
      more = quantum();
    }
    return Arrays.copyOf(out, written);
  }

  /** Decodes four characters; false at the end. */
  private boolean quantum() {
    int bits = 0;
    for (int digits = 0; digits < 4; digits++) {
      skipLineBreaks();
      if (at == in.length) {
        if (digits == 0) {
          return false;
        }
        throw illegal(at - digits);
      }
      int value = values[in[at] & 0xff];
      if (value < 0) {
        padding(digits);
        write(bits << (6 * (4 - digits)), digits - 1);
        return false;
      }
      at++;
      bits = bits << 6 | value;
    }
    write(bits, 3);
    return true;
  }

  private void padding(int digits) {
    if (in[at] != '=' || digits < 2) {
      throw illegal(at);
    }
    at++;
    if (digits == 2) {
      skipLineBreaks();
      if (at == in.length) {
        throw illegal(at);
      }
      if (in[at] != '=') {
        throw illegal(at - 1);
      }
      at++;
    }
    skipLineBreaks();
    if (at < in.length) {
      throw illegal(at);
    }
  }

  private void skipLineBreaks() {
    while (at < in.length && (in[at] == '\n' || in[at] == '\r')) {
      at++;
    }
  }

  private void write(int bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out[written++] = (byte) (bits >> (16 - 8 * i));
    }
  }

  private static RegoException illegal(int position) {
    return RegoException.failed("illegal base64 data at input byte " + position);
  }
}
