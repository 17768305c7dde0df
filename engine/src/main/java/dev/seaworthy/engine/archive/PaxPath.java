package dev.seaworthy.engine.archive;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The extended header (pax, POSIX.1-2001) that gives one file a name too long for ustar: a record
 * {@code LENGTH path=NAME}, in a file of its own before the file that it is about.
 */
public final class PaxPath {
  /** The type of the header before the record. */
  public static final char TYPE = 'x';

  /** What the record is called; programs that know no pax unpack it under this name. */
  static final String NAME = "././@PaxHeader";

  private static final String KEY = " path=";

  private PaxPath() {}

  /** The record that says {@code name}. */
  public static byte[] record(String name) {
    String rest = KEY + name + "\n";
    int length = rest.length() + 1;
    // The length counts its own digits.
    while ((length + rest).length() != length) {
      length = (length + rest).length();
    }
    return (length + rest).getBytes(StandardCharsets.US_ASCII);
  }

  /** The name in a record; empty where it says anything else, or more. */
  public static Optional<String> name(byte[] record) {
    String text = new String(record, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(KEY);
    if (at < 0 || !text.endsWith("\n")) {
      return Optional.empty();
    }
    String name = text.substring(at + KEY.length(), text.length() - 1);
    return text.equals(new String(record(name), StandardCharsets.ISO_8859_1))
        ? Optional.of(name)
        : Optional.empty();
  }
}
