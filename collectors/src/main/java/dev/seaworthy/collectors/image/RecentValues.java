package dev.seaworthy.collectors.image;

/**
 * Gives one instance for values that repeat. A large report names the same packages, versions and
 * scores a million times; without this, memory is spent on copies of them.
 */
final class RecentValues {
  private static final int SLOTS = 1 << 14;

  private final Object[] slots = new Object[SLOTS];

  /** A value equal to {@code value}, the one seen before if it is still remembered. */
  @SuppressWarnings("unchecked") // An equal value of the same class is of the same type.
  <T> T same(T value) {
    int slot = (value.hashCode() ^ (value.hashCode() >>> 16)) & (SLOTS - 1);
    Object known = slots[slot];
    if (value.equals(known) && value.getClass() == known.getClass()) {
      return (T) known;
    }
    slots[slot] = value;
    return value;
  }
}
