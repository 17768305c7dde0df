package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.Base64Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text with PEM blocks in it, read one after the other. As in Go, whatever stands between blocks is
 * skipped, and so are blocks that are damaged.
 */
public final class PemText {
  private static final byte[] BEGIN = ascii("-----BEGIN ");
  private static final byte[] END = ascii("\n-----END ");
  private static final byte[] DASHES = ascii("-----");

  private final byte[] text;
  private int at;

  public PemText(byte[] text) {
    this.text = text;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether text looks like PEM from its first character on. */
  static boolean begins(byte[] text, String prefix) {
    byte[] wanted = ascii(prefix);
    return text.length >= wanted.length
        && Arrays.equals(text, 0, wanted.length, wanted, 0, wanted.length);
  }

  /** Whether all of the text was read. */
  public boolean isAtEnd() {
    return at >= text.length;
  }

  /** The next block; null when there is none. */
  public @Nullable PemBlock next() {
    int from = at;
    while (true) {
      int end = indexOf(END, from);
      if (end < 0) {
        return null;
      }
      int begin = lastIndexOf(BEGIN, from, end);
      from = end + END.length;
      if (begin >= 0 && (begin == 0 || text[begin - 1] == '\n')) {
        PemBlock block = block(begin + BEGIN.length, end);
        if (block != null) {
          return block;
        }
      }
    }
  }

  /** The block whose type begins, and whose content ends at the positions; null if damaged. */
  private @Nullable PemBlock block(int typeAt, int end) {
    int lineEnd = lineEnd(typeAt);
    String line = line(typeAt, lineEnd);
    if (!line.endsWith("-----")) {
      return null;
    }
    String type = line.substring(0, line.length() - DASHES.length);
    int body = skipHeaders(Math.min(lineEnd + 1, text.length));
    boolean isEmpty = body > end;
    if (isEmpty && body != end + 1) {
      return null;
    }
    int trailer = end + END.length;
    int trailerEnd = lineEnd(trailer);
    if (!line(trailer, trailerEnd).equals(line)) {
      return null;
    }
    byte[] content = isEmpty ? new byte[0] : decode(body, end);
    if (content != null) {
      at = Math.min(trailerEnd + 1, text.length);
      return new PemBlock(type, content);
    }
    return null;
  }

  private int skipHeaders(int position) {
    int here = position;
    while (here < text.length) {
      int lineEnd = lineEnd(here);
      if (line(here, lineEnd).indexOf(':') < 0) {
        return here;
      }
      here = lineEnd + 1;
    }
    return here;
  }

  private byte @Nullable [] decode(int from, int to) {
    byte[] body = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      if (text[i] != ' ' && text[i] != '\t') {
        body[length++] = text[i];
      }
    }
    try {
      return Base64Text.decode(Arrays.copyOf(body, length));
    } catch (RegoException e) {
      return null;
    }
  }

  /** Where the line's break is, or the end of the text. */
  private int lineEnd(int from) {
    int here = from;
    while (here < text.length && text[here] != '\n') {
      here++;
    }
    return here;
  }

  /** A line without the blanks at its end. */
  private String line(int from, int to) {
    int end = to;
    if (end > from && text[end - 1] == '\r' && end < text.length) {
      end--;
    }
    while (end > from && (text[end - 1] == ' ' || text[end - 1] == '\t')) {
      end--;
    }
    return new String(text, from, end - from, StandardCharsets.ISO_8859_1);
  }

  private int indexOf(byte[] wanted, int from) {
    for (int i = from; i <= text.length - wanted.length; i++) {
      if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private int lastIndexOf(byte[] wanted, int from, int to) {
    for (int i = to - wanted.length; i >= from; i--) {
      if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
