package dev.seaworthy.engine.rego.value;

import org.jspecify.annotations.Nullable;

/**
 * Short texts that were read a moment ago, so that equal ones are held once: of thousands of
 * manifests in memory, most texts are the same few. A text pushes out the one before in its place.
 * Safe for many threads, which at worst do not see what another has just read.
 */
final class RecentTexts {
  private static final int PLACES = 1 << 11;
  private static final int MAX_LENGTH = 100;

  /** Fibonacci hashing: spreads Java's weak string hashes over the high bits. */
  private static final int SPREAD = 0x9E3779B9;

  private final @Nullable StringValue[] recent = new @Nullable StringValue[PLACES];

  /** The value of {@code text}: where it was read lately, the one from then. */
  StringValue value(String text) {
    if (text.length() > MAX_LENGTH) {
      return StringValue.of(text);
    }
    int place = (text.hashCode() * SPREAD) >>> (Integer.numberOfLeadingZeros(PLACES) + 1);
    StringValue known = recent[place];
    if (known == null || !known.text().equals(text)) {
      known = StringValue.of(text);
      recent[place] = known;
    }
    return known;
  }
}
