package dev.seaworthy.collectors.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts strings of JSON text after so many bytes, before a parser can hold them whole: 100 MB of
 * description cost no memory. A cut string is longer than any text that is kept, so that its reader
 * notices. Columns after a cut string on the same line are too small.
 */
final class ShortStrings extends FilterInputStream {
  /** More than {@link ReportStream#MAX_TEXT_CHARS}, whatever the characters. */
  static final int MAX_BYTES = 8 * ReportStream.MAX_TEXT_CHARS;

  private static final int BACKSLASH = -1;

  private boolean inside;
  private boolean cutting;
  private int length;

  /** How many digits of an escape are yet to come, or {@link #BACKSLASH} right after one. */
  private int escape;

  ShortStrings(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int wanted) throws IOException {
    int kept;
    do {
      int read = super.read(target, offset, wanted);
      if (read < 0) {
        return -1;
      }
      kept = keep(target, offset, read);
    } while (kept == 0 && wanted > 0);
    return kept;
  }

  private int keep(byte[] bytes, int offset, int count) {
    int kept = offset;
    for (int i = offset; i < offset + count; i++) {
      byte next = bytes[i];
      if (take(next)) {
        bytes[kept++] = next;
      }
    }
    return kept - offset;
  }

  private boolean take(byte next) {
    if (!inside) {
      if (next == '"') {
        inside = true;
        cutting = false;
        length = 0;
      }
      return true;
    }
    boolean beginsCharacter = escape == 0 && (next & 0xc0) != 0x80;
    if (beginsCharacter && next == '"') {
      inside = false;
      return true;
    }
    length++;
    cutting |= beginsCharacter && length > MAX_BYTES;
    follow(next);
    return !cutting;
  }

  private void follow(byte next) {
    if (escape == BACKSLASH) {
      escape = next == 'u' ? 4 : 0;
    } else if (escape > 0) {
      escape--;
    } else if (next == '\\') {
      escape = BACKSLASH;
    }
  }
}
