package dev.seaworthy.engine.rego.value;

import org.jspecify.annotations.Nullable;

/**
 * A value of Rego. Equality and order are Rego's: numbers by what they count, whatever their
 * notation; {@code null < booleans < numbers < strings < arrays < objects < sets}.
 */
public abstract sealed class Value implements Comparable<Value>
    permits NullValue, BooleanValue, NumberValue, StringValue, ArrayValue, ObjectValue, SetValue {
  /** Where each type stands in Rego's order. */
  enum Rank {
    NULL,
    BOOLEAN,
    NUMBER,
    STRING,
    ARRAY,
    OBJECT,
    SET
  }

  abstract Rank rank();

  /** The type's name, as {@code type_name} gives it: {@code object}. */
  public final String typeName() {
    return switch (rank()) {
      case NULL -> "null";
      case BOOLEAN -> "boolean";
      case NUMBER -> "number";
      case STRING -> "string";
      case ARRAY -> "array";
      case OBJECT -> "object";
      case SET -> "set";
    };
  }

  /**
   * What {@code this[key]} is.
   *
   * @return null when undefined, as it is for every key of a scalar
   */
  public @Nullable Value get(Value key) {
    return null;
  }

  /** Compares with a value of the same type. */
  abstract int compareToSame(Value other);

  @Override
  public final int compareTo(Value other) {
    if (this == other) {
      return 0;
    }
    int ranks = rank().compareTo(other.rank());
    return ranks != 0 ? ranks : compareToSame(other);
  }

  @Override
  public abstract boolean equals(@Nullable Object other);

  @Override
  public abstract int hashCode();

  /** The value as Rego writes it: JSON, with {@code {1, 2}} and {@code set()} for sets. */
  @Override
  public final String toString() {
    return RegoText.of(this);
  }
}
