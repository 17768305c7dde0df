package dev.seaworthy.engine.rego.builtin;

import org.jspecify.annotations.Nullable;

/**
 * Addresses that share a prefix: {@code 10.0.0.0/8}.
 *
 * @param first the lowest address
 * @param prefix how many bits all of them share, counted in the family the block was written in
 */
record CidrBlock(IpAddress first, int prefix) {
  private static final int MAX_DIGITS = 7;

  /** Null if it is none. */
  static @Nullable CidrBlock parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return null;
    }
    IpAddress address = IpAddress.parse(text.substring(0, slash));
    int prefix = number(text.substring(slash + 1));
    if (address == null || prefix < 0 || prefix > address.bits()) {
      return null;
    }
    return new CidrBlock(address.masked(prefix), prefix);
  }

  private static int number(String digits) {
    boolean isNumber = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    // Leading zeros are allowed, and do not count.
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return isNumber && significant.length() < MAX_DIGITS ? Integer.parseInt(significant) : -1;
  }

  /** Blocks of IPv4 addresses mapped into IPv6 hold IPv4 addresses, no others do. */
  boolean contains(IpAddress address) {
    if (first.isMapped() != address.isMapped()) {
      return false;
    }
    int mappedPrefix = first.isMapped() ? prefixOf128() - 96 : prefixOf128();
    return first.isMapped()
        ? mappedPrefix <= 0 || address.sharesPrefix(first, prefixOf128())
        : address.sharesPrefix(first, mappedPrefix);
  }

  boolean contains(CidrBlock other) {
    if (isPlainV6() && other.isPlainV6()) {
      return prefix <= other.prefix && other.first.sharesPrefix(first, prefix);
    }
    return contains(other.first) && contains(other.last());
  }

  private boolean isPlainV6() {
    return !first.isMapped();
  }

  IpAddress last() {
    return first.last(prefixOf128());
  }

  int prefixOf128() {
    return prefix + 128 - first.bits();
  }

  @Override
  public String toString() {
    return first + "/" + (first.isMapped() ? prefixOf128() - 96 : prefix);
  }
}
