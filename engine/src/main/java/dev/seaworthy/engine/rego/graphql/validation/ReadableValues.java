package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Literal;
import dev.seaworthy.engine.rego.graphql.ast.Operation;
import dev.seaworthy.engine.rego.graphql.ast.Variable;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether numbers and booleans are such that Go, in which OPA is written, can hold them. */
final class ReadableValues {
  /** No number of 64 bits needs as many. */
  private static final int MAX_DIGITS = 40;

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  /** What Go's {@code strconv.ParseBool} takes. */
  private static final Set<String> BOOLEANS =
      Set.of("1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False");

  private final WorkLimit limit;

  ReadableValues(WorkLimit limit) {
    this.limit = limit;
  }

  /**
   * Whether a value can be held, with all its parts.
   *
   * @param operation the one whose variables it may use; null if there is none
   */
  boolean isReadable(Literal value, @Nullable Operation operation) {
    return switch (value.kind()) {
      case INT -> isLong(value.raw());
      case FLOAT -> isDouble(value.raw());
      case BOOLEAN -> BOOLEANS.contains(value.raw());
      case STRING, BLOCK_STRING, NULL, ENUM -> true;
      case VARIABLE -> hasReadableDefault(value.raw(), operation);
      case LIST, OBJECT -> {
        boolean isReadable = true;
        for (Literal.Member member : value.members()) {
          isReadable &= isPartReadable(member.value(), operation);
        }
        yield isReadable;
      }
    };
  }

  private boolean hasReadableDefault(String name, @Nullable Operation operation) {
    Variable variable = operation == null ? null : operation.variables().find(name);
    return variable == null
        || variable.defaultValue() == null
        || isPartReadable(variable.defaultValue(), operation);
  }

  /** In trees that policies make, a variable's default may be the variable. */
  private boolean isPartReadable(Literal part, @Nullable Operation operation) {
    boolean[] isReadable = new boolean[1];
    limit.deeper(() -> isReadable[0] = isReadable(part, operation));
    return isReadable[0];
  }

  private static boolean isLong(String raw) {
    return raw.length() < MAX_DIGITS
        && INTEGER.matcher(raw).matches()
        && new BigInteger(raw).bitLength() < Long.SIZE;
  }

  private static boolean isDouble(String raw) {
    return FLOAT.matcher(raw).matches() && !Double.isInfinite(Double.parseDouble(raw));
  }
}
