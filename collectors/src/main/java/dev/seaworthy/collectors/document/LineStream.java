package dev.seaworthy.collectors.document;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Lines of text of any size; a line that is too long to be one is cut, and said to be. */
public final class LineStream {
  private static final int MAX_LINE_BYTES = 1 << 20;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final InputStream in;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private long line;
  private boolean tooLong;
  private boolean broken;
  private boolean ended = true;

  public LineStream(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
  }

  /** The next line without its end; null after the last. */
  public @Nullable String next() throws IOException {
    buffer.reset();
    tooLong = false;
    int one = read();
    if (one < 0) {
      return null;
    }
    line++;
    for (; one >= 0 && one != '\n'; one = read()) {
      if (buffer.size() < MAX_LINE_BYTES) {
        buffer.write(one);
      } else {
        tooLong = true;
      }
    }
    ended = one == '\n';
    String text = buffer.toString(StandardCharsets.UTF_8);
    text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    return line == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK
        ? text.substring(1)
        : text;
  }

  /** A compressed file that breaks off ends where it does; what came before counts. */
  private int read() throws IOException {
    try {
      return in.read();
    } catch (EOFException | ZipException e) {
      broken = true;
      return -1;
    }
  }

  /** Whether the text ended where its compressed form broke off. */
  public boolean isBroken() {
    return broken;
  }

  /** The number of the line that was read last, from 1. */
  public long line() {
    return line;
  }

  /** Whether that line was cut. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** Whether that line had an end: the last line of a file that breaks off has none. */
  public boolean hasEnd() {
    return ended;
  }
}
