package dev.seaworthy.collectors.image;

/**
 * Gives one instance for texts that repeat. A large report names the same packages, versions and
 * targets a million times; without this, memory is spent on copies of them.
 */
final class RecentTexts {
  private static final int SLOTS = 1 << 14;

  private final String[] slots = new String[SLOTS];

  /** A text equal to {@code text}, the one seen before if it is still remembered. */
  String same(String text) {
    int slot = (text.hashCode() ^ (text.hashCode() >>> 16)) & (SLOTS - 1);
    if (text.equals(slots[slot])) {
      return slots[slot];
    }
    slots[slot] = text;
    return text;
  }
}
