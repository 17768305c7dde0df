package dev.seaworthy.engine.rego.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IP addresses as text, as Go reads and writes them. */
public final class IpText {
  private static final int V4_BYTES = 4;
  private static final int V6_BYTES = 16;

  /** Of six groups and an IPv4 address, each in full. */
  private static final int MAX_LENGTH = 45;

  private static final byte[] V4_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private IpText() {}

  /** The bytes of an address without a zone, four or sixteen; null if it is none. */
  public static byte @Nullable [] parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    return text.indexOf(':') < 0 ? parseV4(text) : parseV6(text);
  }

  private static byte @Nullable [] parseV4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != V4_BYTES) {
      return null;
    }
    byte[] address = new byte[V4_BYTES];
    for (int i = 0; i < V4_BYTES; i++) {
      int value = digits(parts[i], 10, 3);
      boolean isPadded = parts[i].length() > 1 && parts[i].charAt(0) == '0';
      if (value < 0 || value > 255 || isPadded) {
        return null;
      }
      address[i] = (byte) value;
    }
    return address;
  }

  private static byte @Nullable [] parseV6(String text) {
    int gap = text.indexOf("::");
    List<Byte> head = new ArrayList<>();
    List<Byte> tail = new ArrayList<>();
    boolean isRead =
        gap < 0
            ? groups(text, true, head)
            : groups(text.substring(0, gap), false, head)
                && groups(text.substring(gap + 2), true, tail);
    int length = head.size() + tail.size();
    if (!isRead || (gap < 0 ? length != V6_BYTES : length > V6_BYTES - 2)) {
      return null;
    }
    byte[] address = new byte[V6_BYTES];
    for (int i = 0; i < head.size(); i++) {
      address[i] = head.get(i);
    }
    for (int i = 0; i < tail.size(); i++) {
      address[V6_BYTES - tail.size() + i] = tail.get(i);
    }
    return address;
  }

  private static boolean groups(String text, boolean mayEndInV4, List<Byte> bytes) {
    if (text.isEmpty()) {
      return true;
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (mayEndInV4 && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        byte[] v4 = parseV4(parts[i]);
        if (v4 == null) {
          return false;
        }
        for (byte b : v4) {
          bytes.add(b);
        }
        return true;
      }
      int value = digits(parts[i], 16, 4);
      if (value < 0) {
        return false;
      }
      bytes.add((byte) (value >> 8));
      bytes.add((byte) value);
    }
    return true;
  }

  private static int digits(String text, int radix, int most) {
    if (text.isEmpty() || text.length() > most) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }

  /** Writes four or sixteen bytes; IPv4 within IPv6 is written as IPv4. */
  public static String write(byte[] address) {
    byte[] v4 = v4(address);
    if (v4 != null) {
      return (v4[0] & 0xff) + "." + (v4[1] & 0xff) + "." + (v4[2] & 0xff) + "." + (v4[3] & 0xff);
    }
    int[] zeros = longestZeros(address);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < V6_BYTES; i += 2) {
      if (i == zeros[0]) {
        text.append("::");
        i = zeros[1] - 2;
        continue;
      }
      if (!text.isEmpty() && i != zeros[1]) {
        text.append(':');
      }
      text.append(Integer.toHexString((address[i] & 0xff) << 8 | (address[i + 1] & 0xff)));
    }
    return text.toString();
  }

  /** The four bytes of an IPv4 address, also of one within IPv6. */
  public static byte @Nullable [] v4(byte[] address) {
    if (address.length == V4_BYTES) {
      return address;
    }
    boolean isMapped = Arrays.equals(address, 0, V4_PREFIX.length, V4_PREFIX, 0, V4_PREFIX.length);
    return isMapped ? Arrays.copyOfRange(address, V4_PREFIX.length, V6_BYTES) : null;
  }

  /** Where the longest run of two zero groups or more begins and ends; -1 if there is none. */
  private static int[] longestZeros(byte[] address) {
    int[] longest = {-1, -1};
    for (int i = 0; i < V6_BYTES; i += 2) {
      int end = i;
      while (end < V6_BYTES && address[end] == 0 && address[end + 1] == 0) {
        end += 2;
      }
      if (end > i + 2 && end - i > longest[1] - longest[0]) {
        longest[0] = i;
        longest[1] = end;
      }
      i = Math.max(i, end - 2);
    }
    return longest;
  }
}
