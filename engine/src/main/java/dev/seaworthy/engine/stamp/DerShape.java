package dev.seaworthy.engine.stamp;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether bytes have a shape that can be decoded at little cost: one value of ASN.1 with definite
 * lengths, nested no deeper and of no more parts than anything honest. Decoders call themselves for
 * each level.
 */
public final class DerShape {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_PARTS = 1 << 18;

  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_TAG = 0x1f;
  private static final int LONG_LENGTH = 0x80;
  private static final int MAX_LENGTH_BYTES = 4;

  private final byte[] bytes;
  private final Deque<Integer> ends = new ArrayDeque<>();
  private int at;
  private int parts;

  private DerShape(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether {@code bytes} are one such value and nothing more. */
  public static boolean isSane(byte[] bytes) {
    try {
      return bytes.length > 0 && new DerShape(bytes).isWalkable();
    } catch (ArrayIndexOutOfBoundsException e) {
      return false;
    }
  }

  private boolean isWalkable() {
    ends.push(bytes.length);
    if (!step()) {
      return false;
    }
    while (ends.size() > 1) {
      if (at == ends.element()) {
        ends.pop();
      } else if (!step()) {
        return false;
      }
    }
    return at == bytes.length;
  }

  /** Passes over one part, or into one that has parts. */
  private boolean step() {
    int tag = bytes[at++] & 0xff;
    if ((tag & LONG_TAG) == LONG_TAG) {
      return false;
    }
    int length = length();
    if (length < 0 || length > ends.element() - at || ++parts > MAX_PARTS) {
      return false;
    }
    if ((tag & CONSTRUCTED) == 0) {
      at += length;
      return true;
    }
    ends.push(at + length);
    return ends.size() <= MAX_DEPTH;
  }

  /** Negative where it is indefinite, or not as short as it can be. */
  private int length() {
    int first = bytes[at++] & 0xff;
    if (first < LONG_LENGTH) {
      return first;
    }
    int count = first - LONG_LENGTH;
    if (count == 0 || count > MAX_LENGTH_BYTES) {
      return -1;
    }
    int length = 0;
    for (int i = 0; i < count; i++) {
      length = (length << 8) | (bytes[at++] & 0xff);
    }
    boolean shortest = length >= LONG_LENGTH && (length >>> (8 * (count - 1))) != 0;
    return shortest ? length : -1;
  }
}
