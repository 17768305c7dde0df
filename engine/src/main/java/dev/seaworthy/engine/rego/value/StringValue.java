package dev.seaworthy.engine.rego.value;

import org.jspecify.annotations.Nullable;

/** Text. Ordered by code points, as UTF-8's bytes are. */
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

  /** Compares by code points; Java's own order of strings puts U+FFFF before U+10000. */
  public static int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        boolean surrogates = Character.isSurrogate(left) != Character.isSurrogate(right);
        return surrogates ? (Character.isSurrogate(left) ? 1 : -1) : left - right;
      }
    }
    return a.length() - b.length();
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
