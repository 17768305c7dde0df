package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a UUID (RFC 4122) tells about its making. */
final class Uuids {
  private static final String[] DOMAINS = {"Person", "Group", "Org"};

  /** From the Gregorian calendar's first day to 1970, in units of 100 ns. */
  private static final long GREGORIAN_TO_UNIX = 122_192_928_000_000_000L;

  private static final long UNITS_PER_SECOND = 10_000_000;

  private Uuids() {}

  static @Nullable Builtin find(String name) {
    return name.equals("uuid.parse") ? (Builtin.One) Uuids::parse : null;
  }

  private static @Nullable Value parse(Budget budget, Value operand) {
    String text = Operands.text(operand, 1);
    byte[] bytes = bytes(text);
    return bytes == null ? null : describe(bytes);
  }

  /** The bytes of a UUID in one of its four notations, or null. */
  private static byte @Nullable [] bytes(String text) {
    String canonical =
        switch (text.length()) {
          case 36 -> text;
          case 38 -> text.substring(1, 37); // In braces, or anything else.
          case 45 -> text.regionMatches(true, 0, "urn:uuid:", 0, 9) ? text.substring(9) : "";
          default -> "";
        };
    if (text.length() == 32) {
      return hex(text);
    }
    if (canonical.isEmpty() || !isAscii(text)) {
      return null;
    }
    boolean hasDashes =
        canonical.charAt(8) == '-'
            && canonical.charAt(13) == '-'
            && canonical.charAt(18) == '-'
            && canonical.charAt(23) == '-';
    String digits = canonical.replace("-", "");
    return hasDashes && digits.length() == 32 ? hex(digits) : null;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static byte @Nullable [] hex(String digits) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < bytes.length; i++) {
      int high = hexDigit(digits.charAt(2 * i));
      int low = hexDigit(digits.charAt(2 * i + 1));
      if (high < 0 || low < 0) {
        return null;
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }

  /** Java also takes the digits of other scripts. */
  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static Value describe(byte[] bytes) {
    int version = (bytes[6] & 0xf0) >> 4;
    ObjectValue out = new ObjectValue();
    put(out, "version", NumberValue.of(version));
    put(out, "variant", StringValue.of(variant(bytes[8])));
    if (version == 1 || version == 2) {
      put(out, "time", NumberValue.of(unixNanos(bytes)));
      put(out, "nodeid", StringValue.of(node(bytes)));
      put(out, "macvariables", StringValue.of(addressKind(bytes[10])));
      put(out, "clocksequence", NumberValue.of(bits(bytes, 8, 2) & 0x3fff));
    }
    if (version == 2) {
      put(out, "id", NumberValue.of(bits(bytes, 0, 4)));
      put(out, "domain", StringValue.of(domain(bytes[9])));
    }
    return out.sort();
  }

  private static String variant(byte octet) {
    if ((octet & 0xc0) == 0x80) {
      return "RFC4122";
    }
    if ((octet & 0xe0) == 0xc0) {
      return "Microsoft";
    }
    return (octet & 0xe0) == 0xe0 ? "Future" : "Reserved";
  }

  private static String domain(byte octet) {
    int domain = octet & 0xff;
    return domain < DOMAINS.length ? DOMAINS[domain] : "Domain" + domain;
  }

  /** Overflows for far dates, as in Go. */
  private static long unixNanos(byte[] bytes) {
    long low = bits(bytes, 0, 4);
    long middle = bits(bytes, 4, 2);
    long high = bits(bytes, 6, 2) & 0xfff;
    long units = (high << 48 | middle << 32 | low) - GREGORIAN_TO_UNIX;
    long nanos = units % UNITS_PER_SECOND * 100;
    return units / UNITS_PER_SECOND * 1_000_000_000 + nanos;
  }

  private static String node(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (int i = 10; i < 16; i++) {
      out.append(i == 10 ? "" : "-").append("%02x".formatted(bytes[i] & 0xff));
    }
    return out.toString();
  }

  private static String addressKind(byte first) {
    String scope = (first & 2) == 0 ? "global:" : "local:";
    return scope + ((first & 1) == 0 ? "unicast" : "multicast");
  }

  private static long bits(byte[] bytes, int from, int count) {
    byte[] part = Arrays.copyOfRange(bytes, from, from + count);
    return new BigInteger(1, part).longValue();
  }

  private static void put(ObjectValue out, String key, Value value) {
    out.put(StringValue.of(key), value);
  }
}
