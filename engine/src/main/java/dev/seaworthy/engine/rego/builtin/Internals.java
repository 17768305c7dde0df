package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Functions that OPA's compiler puts in, and those that only report to who traces. */
final class Internals {
  private Internals() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      // Nobody listens: any value will do, but it has to be one.
      case "print", "internal.print", "internal.test_case" ->
          (Builtin.One) (budget, a) -> BooleanValue.TRUE;
      case "trace" -> (Builtin.One) Internals::trace;
      case "internal.template_string" -> (Builtin.One) Internals::template;
      default -> null;
    };
  }

  private static Value trace(Budget budget, Value a) {
    Operands.text(a, 1);
    return BooleanValue.TRUE;
  }

  /** Parts put together; a part that may be undefined comes in a set. */
  private static Value template(Budget budget, Value a) {
    ArrayValue parts = Operands.array(a, 1);
    BudgetedText text = new BudgetedText(budget);
    boolean isOne = true;
    for (int i = 0; i < parts.size(); i++) {
      budget.step();
      Value part = parts.at(i);
      if (part instanceof SetValue set) {
        isOne &= set.size() <= 1;
        text.append(set.size() == 0 ? "<undefined>" : plain(set.sort().at(0)));
      } else if (part instanceof ArrayValue || part instanceof ObjectValue) {
        throw new RegoException(
            RegoException.Kind.INTERNAL, "illegal argument type: " + part.typeName());
      } else {
        text.append(plain(part));
      }
    }
    if (!isOne) {
      throw new RegoException(
          RegoException.Kind.CONFLICT, "template-strings must not produce multiple outputs");
    }
    return StringValue.of(text.toString());
  }

  private static String plain(Value value) {
    return value instanceof StringValue string ? string.text() : value.toString();
  }
}
