package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.KeyLookup;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Statements that look into a value. */
final class Lookups {
  private Lookups() {}

  /** {@code DotStmt}: the value under a key. */
  static class Dot extends Assigning {
    final int source;
    final int key;

    Dot(int source, int key, int target) {
      super(target);
      this.source = source;
      this.key = key;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      Value within = locals[source];
      Value under = locals[key];
      Value found = within == null || under == null ? null : within.get(under);
      locals[target] = found;
      return found == null ? UNDEFINED : NEXT;
    }
  }

  /** {@code DotStmt} whose key is a constant: most are. */
  static final class DotConstant extends Dot {
    private final KeyLookup lookup;

    DotConstant(int source, int key, Value constant, int target) {
      super(source, key, target);
      this.lookup = new KeyLookup(constant);
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      Value within = locals[source];
      Value found = within == null ? null : lookup.in(within);
      locals[target] = found;
      return found == null ? UNDEFINED : NEXT;
    }
  }

  /** {@code LenStmt}. */
  static final class Length extends Assigning {
    final int source;

    Length(int source, int target) {
      super(target);
      this.source = source;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      locals[target] = NumberValue.of(length(locals[source]));
      return NEXT;
    }

    private static int length(@Nullable Value value) {
      if (value instanceof ArrayValue array) {
        return array.size();
      }
      if (value instanceof ObjectValue object) {
        return object.size();
      }
      if (value instanceof SetValue set) {
        return set.size();
      }
      return value instanceof StringValue string
          ? string.text().codePointCount(0, string.text().length())
          : 0;
    }
  }
}
