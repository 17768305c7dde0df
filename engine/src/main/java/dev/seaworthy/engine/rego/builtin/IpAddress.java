package dev.seaworthy.engine.rego.builtin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits; those of IPv4 are mapped into IPv6 ({@code ::ffff:0:0/96}), as Go
 * holds them.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 * @param bits how long the address is as it was written: 32 or 128
 */
record IpAddress(long high, long low, int bits) {
  private static final long MAPPED = 0xffff_0000_0000L;
  private static final int GROUPS = 8;

  /** Reads an address in numbers, without a zone; null if it is none. Names are never looked up. */
  static @Nullable IpAddress parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        long address = v4(text);
        return address < 0 ? null : ofV4(address);
      }
      if (c == ':') {
        return v6(text);
      }
    }
    return null;
  }

  static IpAddress ofV4(long address) {
    return new IpAddress(0, MAPPED | address, 32);
  }

  static IpAddress of(BigInteger value) {
    return new IpAddress(value.shiftRight(64).longValue(), value.longValue(), 128);
  }

  private static long v4(String text) {
    String[] parts = text.split("\\.", 5);
    long address = 0;
    for (String part : parts) {
      boolean isNumber =
          !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!isNumber || (part.length() > 1 && part.charAt(0) == '0')) {
        return -1;
      }
      int value = Integer.parseInt(part);
      if (value > 255) {
        return -1;
      }
      address = address << 8 | value;
    }
    return parts.length == 4 ? address : -1;
  }

  private static @Nullable IpAddress v6(String text) {
    int gap = text.indexOf("::");
    List<Integer> before = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    List<Integer> after = gap < 0 ? List.of() : groups(text.substring(gap + 2), true);
    if (before == null || after == null) {
      return null;
    }
    int missing = GROUPS - before.size() - after.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    List<Integer> all = new ArrayList<>(before);
    for (int i = 0; i < missing; i++) {
      all.add(0);
    }
    all.addAll(after);
    return new IpAddress(word(all, 0), word(all, 4), 128);
  }

  private static long word(List<Integer> groups, int from) {
    long word = 0;
    for (int i = from; i < from + 4; i++) {
      word = word << 16 | groups.get(i);
    }
    return word;
  }

  /** The groups between colons; the last may be an IPv4 address. */
  private static @Nullable List<Integer> groups(String text, boolean isEnd) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return groups;
    }
    String[] parts = text.split(":", GROUPS + 2);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (isEnd && i == parts.length - 1 && part.indexOf('.') >= 0) {
        long address = v4(part);
        if (address < 0) {
          return null;
        }
        groups.add((int) (address >> 16));
        groups.add((int) (address & 0xffff));
      } else if (isGroup(part)) {
        groups.add(Integer.parseInt(part, 16));
      } else {
        return null;
      }
    }
    return groups;
  }

  private static boolean isGroup(String part) {
    return !part.isEmpty()
        && part.length() <= 4
        && part.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
  }

  /** Whether it stands for an IPv4 address. */
  boolean isMapped() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** The address with all bits behind a prefix cleared. */
  IpAddress masked(int prefix) {
    int of128 = prefix + 128 - bits;
    return new IpAddress(high & mask(of128), low & mask(of128 - 64), bits);
  }

  /** The last address that has the same first bits of 128. */
  IpAddress last(int prefix) {
    return new IpAddress(high | ~mask(prefix), low | ~mask(prefix - 64), bits);
  }

  boolean sharesPrefix(IpAddress other, int prefix) {
    return ((high ^ other.high) & mask(prefix)) == 0
        && ((low ^ other.low) & mask(prefix - 64)) == 0;
  }

  /** The address after this; after the last of its family comes the first. */
  IpAddress next() {
    if (bits == 32) {
      return ofV4((low + 1) & 0xffff_ffffL);
    }
    return new IpAddress(low == -1 ? high + 1 : high, low + 1, bits);
  }

  BigInteger value() {
    return unsigned(high).shiftLeft(64).or(unsigned(low));
  }

  private static BigInteger unsigned(long word) {
    return new BigInteger(Long.toUnsignedString(word));
  }

  /** So many ones, then zeros. */
  private static long mask(int ones) {
    if (ones <= 0) {
      return 0;
    }
    return ones >= 64 ? -1 : -1L << (64 - ones);
  }

  /** As RFC 5952 writes it. */
  @Override
  public String toString() {
    return isMapped()
        ? "%d.%d.%d.%d".formatted(low >> 24 & 255, low >> 16 & 255, low >> 8 & 255, low & 255)
        : v6Text();
  }

  private String v6Text() {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i % 4))) & 0xffff;
    }
    int gap = -1;
    int gapLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > gapLength) {
        gap = i;
        gapLength = end - i;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        out.append("::");
        i += gapLength - 1;
        continue;
      }
      boolean needsColon = i > 0 && i != gap + gapLength;
      out.append(needsColon || (i > 0 && gap < 0) ? ":" : "")
          .append(Integer.toHexString(groups[i]));
    }
    return out.toString();
  }
}
