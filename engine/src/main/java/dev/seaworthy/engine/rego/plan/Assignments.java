package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Statements that give a variable the value of another, or of a constant. */
final class Assignments {
  private Assignments() {}

  /** {@code AssignVarStmt}, and all that give a variable a constant. */
  static final class Copy extends Assigning {
    final int source;

    Copy(int source, int target) {
      super(target);
      this.source = source;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      locals[target] = locals[source];
      return NEXT;
    }
  }

  /** {@code AssignVarOnceStmt}: a second value must be the same as the first. */
  static final class CopyOnce extends Assigning {
    final int source;
    private final Position position;

    CopyOnce(int source, int target, Position position) {
      super(target);
      this.source = source;
      this.position = position;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      Value before = locals[target];
      Value value = locals[source];
      if (before != null && !before.equals(value)) {
        throw new RegoException(
            RegoException.Kind.CONFLICT,
            position + "complete rules must not produce multiple outputs");
      }
      locals[target] = value;
      return NEXT;
    }
  }

  /** {@code ResetLocalStmt}. */
  static final class Reset extends Assigning {
    Reset(int target) {
      super(target);
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      locals[target] = null;
      return NEXT;
    }
  }
}
