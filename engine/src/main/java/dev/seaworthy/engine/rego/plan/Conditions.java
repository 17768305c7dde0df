package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Statements that are undefined unless something holds. */
final class Conditions {
  private Conditions() {}

  /** {@code EqualStmt}. */
  static final class Equal extends Statement {
    final int left;
    final int right;

    Equal(int left, int right) {
      this.left = left;
      this.right = right;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      return same(locals[left], locals[right]) ? NEXT : UNDEFINED;
    }
  }

  /** {@code NotEqualStmt}. */
  static final class NotEqual extends Statement {
    final int left;
    final int right;

    NotEqual(int left, int right) {
      this.left = left;
      this.right = right;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      return same(locals[left], locals[right]) ? UNDEFINED : NEXT;
    }
  }

  @SuppressWarnings("ReferenceEquality") // The quick answer; also for two that are undefined.
  private static boolean same(@Nullable Value left, @Nullable Value right) {
    return left == right || (left != null && left.equals(right));
  }

  /** {@code IsArrayStmt}, {@code IsObjectStmt}, {@code IsSetStmt}. */
  static final class IsOf extends Statement {
    final int source;
    private final Class<? extends Value> type;

    IsOf(int source, Class<? extends Value> type) {
      this.source = source;
      this.type = type;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      return type.isInstance(locals[source]) ? NEXT : UNDEFINED;
    }
  }

  /** {@code IsDefinedStmt}. */
  static final class IsDefined extends Statement {
    final int source;

    IsDefined(int source) {
      this.source = source;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      return locals[source] != null ? NEXT : UNDEFINED;
    }
  }

  /** {@code IsUndefinedStmt}. */
  static final class IsUndefined extends Statement {
    final int source;

    IsUndefined(int source) {
      this.source = source;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      return locals[source] == null ? NEXT : UNDEFINED;
    }
  }
}
