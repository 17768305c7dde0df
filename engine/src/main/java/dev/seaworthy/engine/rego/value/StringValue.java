package dev.seaworthy.engine.rego.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text, or bytes: see {@link Bytes}. Ordered as the bytes are, for text by code points. */
public final class StringValue extends Value {
  public static final StringValue EMPTY = new StringValue("");

  private final String text;

  private StringValue(String text) {
    this.text = text;
  }

  public static StringValue of(String text) {
    return new StringValue(text);
  }

  public String text() {
    return text;
  }

  @Override
  Rank rank() {
    return Rank.STRING;
  }

  @Override
  int compareToSame(Value other) {
    return compare(text, ((StringValue) other).text);
  }

  /** Compares by bytes of UTF-8; Java's own order of strings puts U+10000 before U+FFFF. */
  public static int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        return Character.isSurrogate(left) || Character.isSurrogate(right)
            ? compareFrom(i, a, b)
            : left - right;
      }
    }
    return a.length() - b.length();
  }

  /** Compares what begins to differ at a position, where one text has a surrogate. */
  private static int compareFrom(int position, String a, String b) {
    if (Bytes.isByte(a, position) || Bytes.isByte(b, position)) {
      return Arrays.compareUnsigned(
          Bytes.of(a.substring(position)), Bytes.of(b.substring(position)));
    }
    boolean isPair = Character.isSurrogate(a.charAt(position));
    return isPair == Character.isSurrogate(b.charAt(position))
        ? a.charAt(position) - b.charAt(position)
        : isPair ? 1 : -1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof StringValue that && text.equals(that.text));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
