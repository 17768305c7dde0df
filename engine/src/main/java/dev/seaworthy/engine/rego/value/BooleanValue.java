package dev.seaworthy.engine.rego.value;

import org.jspecify.annotations.Nullable;

/** {@code true} or {@code false}. */
public final class BooleanValue extends Value {
  public static final BooleanValue TRUE = new BooleanValue(true);
  public static final BooleanValue FALSE = new BooleanValue(false);

  private final boolean value;

  private BooleanValue(boolean value) {
    this.value = value;
  }

  public static BooleanValue of(boolean value) {
    return value ? TRUE : FALSE;
  }

  public boolean value() {
    return value;
  }

  @Override
  Rank rank() {
    return Rank.BOOLEAN;
  }

  @Override
  int compareToSame(Value other) {
    return Boolean.compare(value, ((BooleanValue) other).value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Boolean.hashCode(value);
  }
}
