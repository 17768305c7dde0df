package dev.seaworthy.collectors.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Turns bytes into text: strict UTF-8, with or without a byte order mark. */
final class TextDecoder {
  private TextDecoder() {}

  static String decode(String file, byte[] bytes) throws UnreadableException {
    if (looksLikeUtf16(bytes)) {
      throw new UnreadableException(ReadProblems.utf16(file), ReadProblem.NOWHERE);
    }
    for (byte one : bytes) {
      if (one == 0) {
        throw new UnreadableException(ReadProblems.binary(file), ReadProblem.NOWHERE);
      }
    }
    int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharBuffer out = CharBuffer.allocate(bytes.length - start);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw notUtf8(file, bytes, out);
    }
    return out.flip().toString();
  }

  /** A file of DER or an image is binary; a text file in another charset gets told its line. */
  private static UnreadableException notUtf8(String file, byte[] bytes, CharBuffer read) {
    String before = read.flip().toString();
    long control = before.chars().filter(c -> c < 0x20 && "\t\n\r\f".indexOf(c) < 0).count();
    if (control > 0 || startsWith(bytes, 0x30, 0x82)) {
      return new UnreadableException(ReadProblems.binary(file), ReadProblem.NOWHERE);
    }
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < before.length(); i++) {
      if (before.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    int column = before.codePointCount(lineStart, before.length()) + 1;
    return new UnreadableException(ReadProblems.notUtf8(file), new Tree.Mark(line, column));
  }

  /** A byte order mark, or the zero beside every ASCII letter that UTF-16 and UTF-32 have. */
  private static boolean looksLikeUtf16(byte[] bytes) {
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      return true;
    }
    return bytes.length >= 4
        && ((bytes[0] == 0 && bytes[1] >= ' ' && bytes[2] == 0 && bytes[3] >= ' ')
            || (bytes[0] >= ' ' && bytes[1] == 0 && bytes[2] >= ' ' && bytes[3] == 0));
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
