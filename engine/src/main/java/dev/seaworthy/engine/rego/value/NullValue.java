package dev.seaworthy.engine.rego.value;

import org.jspecify.annotations.Nullable;

/** JSON's {@code null}. */
public final class NullValue extends Value {
  public static final NullValue NULL = new NullValue();

  private NullValue() {}

  @Override
  Rank rank() {
    return Rank.NULL;
  }

  @Override
  int compareToSame(Value other) {
    return 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return 1;
  }
}
