package dev.seaworthy.engine.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The header of one file in a tar archive in the ustar format (POSIX.1-1988).
 *
 * @param name as it is there, its prefix included; not to be trusted
 * @param size of the file, in bytes
 * @param type {@code '0'} or NUL for a plain file, {@code '5'} for a folder, others for links,
 *     devices and extensions
 */
public record UstarHeader(String name, long size, char type) {
  /** Headers and files fill whole blocks of so many bytes. */
  public static final int BLOCK = 512;

  /** The longest name that the one field for it takes, without the prefix. */
  public static final int NAME_LENGTH = 100;

  private static final int SIZE_AT = 124;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE_AT = 156;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX_LENGTH = 155;
  private static final Pattern OCTAL = Pattern.compile("[0-7]{1,11}");

  /** The header is damaged. */
  public static final class Damaged extends Exception {
    private final String how;

    Damaged(String how) {
      super(how);
      this.how = how;
    }

    /** What is wrong with it, for people. */
    public String how() {
      return how;
    }
  }

  /** Whether it is that of a plain file. */
  public boolean isFile() {
    return type == '0' || type == 0;
  }

  public boolean isFolder() {
    return type == '5';
  }

  /** How many bytes follow a file of this size to its block's end. */
  public static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  /** Reads the block at {@code position} of {@code tar}. */
  public static UstarHeader parse(byte[] tar, int position) throws Damaged {
    int sum = CHECKSUM_LENGTH * ' ';
    for (int i = 0; i < BLOCK; i++) {
      boolean inChecksum = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
      sum += inChecksum ? 0 : tar[position + i] & 0xff;
    }
    if (octal(tar, position + CHECKSUM_AT, CHECKSUM_LENGTH, "checksum") != sum) {
      throw new Damaged("an entry's checksum does not fit");
    }
    String prefix = text(tar, position + PREFIX_AT, PREFIX_LENGTH);
    return new UstarHeader(
        (prefix.isEmpty() ? "" : prefix + "/") + text(tar, position, NAME_LENGTH),
        octal(tar, position + SIZE_AT, 12, "size"),
        (char) (tar[position + TYPE_AT] & 0xff));
  }

  /**
   * The header of a plain file that everyone may read, without time or owner.
   *
   * @throws IllegalArgumentException if the name is too long for ustar
   */
  public static byte[] ofFile(String name, long size) {
    return of('0', name, size);
  }

  /** Whether a name is short enough, or has a slash where it can be split. */
  static boolean takes(String name) {
    int split = split(name);
    return name.length() <= NAME_LENGTH || (split >= 1 && split <= PREFIX_LENGTH);
  }

  private static int split(String name) {
    return name.length() <= NAME_LENGTH ? -1 : name.indexOf('/', name.length() - NAME_LENGTH - 1);
  }

  /** The same of another type. */
  static byte[] of(char type, String name, long size) {
    if (!takes(name)) {
      throw new IllegalArgumentException("a name too long for a tar archive");
    }
    int split = split(name);
    ByteBuffer header = ByteBuffer.allocate(BLOCK);
    put(header, 0, name.substring(split + 1));
    put(header, PREFIX_AT, name.substring(0, Math.max(split, 0)));
    put(header, 100, "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, SIZE_AT, octal(size, 11));
    put(header, 136, octal(0, 11));
    put(header, CHECKSUM_AT, " ".repeat(CHECKSUM_LENGTH));
    put(header, TYPE_AT, Character.toString(type));
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte one : header.array()) {
      sum += one & 0xff;
    }
    put(header, CHECKSUM_AT, octal(sum, 6) + "\0 ");
    return header.array();
  }

  private static String text(byte[] tar, int at, int length) {
    int end = 0;
    while (end < length && tar[at + end] != 0) {
      end++;
    }
    return new String(tar, at, end, StandardCharsets.ISO_8859_1);
  }

  private static long octal(byte[] tar, int at, int length, String what) throws Damaged {
    String digits = text(tar, at, length).strip();
    if (!OCTAL.matcher(digits).matches()) {
      throw new Damaged("an entry's %s is not a number".formatted(what));
    }
    return Long.parseLong(digits, 8);
  }

  private static void put(ByteBuffer header, int at, String text) {
    header.put(at, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String octal(long value, int digits) {
    String text = Long.toOctalString(value);
    return "0".repeat(digits - text.length()) + text;
  }
}
