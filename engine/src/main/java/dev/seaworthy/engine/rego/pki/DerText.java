package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in the encodings that names in certificates use. */
final class DerText {
  private DerText() {}

  /** Reads an element of any kind of text. */
  static String read(Der.Element element) {
    byte[] bytes = element.content().rest();
    return switch (element.tag()) {
      case Der.T61_STRING -> new String(bytes, StandardCharsets.ISO_8859_1);
      case Der.PRINTABLE_STRING -> of(bytes, DerText::isPrintable, "invalid PrintableString");
      case Der.UTF8_STRING -> utf8(bytes);
      case Der.BMP_STRING -> bmp(bytes);
      case Der.IA5_STRING -> of(bytes, b -> b >= 0, "invalid IA5String");
      case Der.NUMERIC_STRING ->
          of(bytes, b -> (b >= '0' && b <= '9') || b == ' ', "invalid NumericString");
      default -> throw RegoException.failed("unsupported string type: " + element.tag());
    };
  }

  /** Text of ASCII alone. */
  static String ascii(byte[] bytes, String complaint) {
    return of(bytes, b -> b >= 0, complaint);
  }

  private interface Allowed {
    boolean test(byte character);
  }

  private static String of(byte[] bytes, Allowed allowed, String complaint) {
    for (byte b : bytes) {
      if (!allowed.test(b)) {
        throw RegoException.failed(complaint);
      }
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** PrintableString, and the asterisk and ampersand that real certificates have in it. */
  private static boolean isPrintable(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || (b >= 0 && " '()+,-./:=?*&".indexOf(b) >= 0);
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw RegoException.failed("invalid UTF-8 string");
    }
  }

  /** UCS-2 without what only UTF-16 knows. */
  private static String bmp(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_16BE);
    boolean isBad =
        bytes.length % 2 != 0
            || text.chars()
                .anyMatch(
                    c ->
                        c >= 0xfffe
                            || (c >= 0xfdd0 && c <= 0xfdef)
                            || Character.isSurrogate((char) c));
    if (isBad) {
      throw RegoException.failed("invalid BMPString");
    }
    return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
  }
}
