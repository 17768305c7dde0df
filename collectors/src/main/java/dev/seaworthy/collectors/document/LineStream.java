package dev.seaworthy.collectors.document;

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
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int from;
  private int to;
  private long line;
  private boolean tooLong;
  private boolean ended = true;
  private boolean broken;

  public LineStream(InputStream in) {
    this.in = in;
  }

  /** The next line without its end; null after the last. */
  public @Nullable String next() throws IOException {
    if (from == to && !fill()) {
      return null;
    }
    line++;
    tooLong = false;
    String text = plain(read());
    return line == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK
        ? text.substring(1)
        : text;
  }

  private static String plain(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Most lines lie within the buffer and are copied once. */
  private String read() throws IOException {
    int end = end();
    if (end < to) {
      return taken(end);
    }
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    while (end == to) {
      keep(parts, end);
      from = to;
      if (!fill()) {
        ended = false;
        return parts.toString(StandardCharsets.UTF_8);
      }
      end = end();
    }
    keep(parts, end);
    from = end + 1;
    ended = true;
    return parts.toString(StandardCharsets.UTF_8);
  }

  private String taken(int end) {
    String text = new String(buffer, from, end - from, StandardCharsets.UTF_8);
    from = end + 1;
    ended = true;
    return text;
  }

  private void keep(ByteArrayOutputStream parts, int end) {
    int room = MAX_LINE_BYTES - parts.size();
    tooLong |= end - from > room;
    parts.write(buffer, from, Math.min(room, end - from));
  }

  /** Where the line ends in the buffer, or where the buffer does. */
  private int end() {
    int at = from;
    while (at < to && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  /** A compressed file that breaks off ends where it does; what came before counts. */
  private boolean fill() throws IOException {
    try {
      from = 0;
      to = Math.max(0, in.read(buffer, 0, buffer.length));
    } catch (EOFException | ZipException e) {
      to = 0;
      broken = true;
    }
    return to > 0;
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
