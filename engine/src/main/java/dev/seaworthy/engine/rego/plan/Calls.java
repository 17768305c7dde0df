package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statements that call a rule or a function of the policy. */
final class Calls {
  private Calls() {}

  /** {@code CallStmt} of a function of the plan. */
  static final class Call extends Assigning {
    final Function function;
    final int[] arguments;

    Call(Function function, int[] arguments, int target) {
      super(target);
      this.function = function;
      function.calledOnceMore();
      this.arguments = arguments.clone();
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      Value value = function.call(execution, locals, arguments);
      locals[target] = value;
      return value == null ? UNDEFINED : NEXT;
    }
  }

  /** {@code CallDynamicStmt}: calls the rule at a path that is known only now. */
  static final class CallDynamic extends Assigning {
    /** From the rule that is undefined to behind the look-up in data that would follow. */
    static final int RULE_UNDEFINED = 3;

    final Map<ArrayValue, Function> functions;
    final int[] path;
    final int[] arguments;

    /**
     * @param functions by path; more may come until the plan is complete
     */
    CallDynamic(Map<ArrayValue, Function> functions, int[] path, int[] arguments, int target) {
      super(target);
      this.functions = functions;
      this.path = path.clone();
      this.arguments = arguments.clone();
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      Function function = find(locals);
      if (function == null) {
        return UNDEFINED;
      }
      Value value = function.call(execution, locals, arguments);
      locals[target] = value;
      return value == null ? RULE_UNDEFINED : NEXT;
    }

    @Nullable Function find(@Nullable Value[] locals) {
      ArrayValue steps = ArrayValue.withCapacity(path.length);
      for (int step : path) {
        steps.add(locals[step]);
      }
      return functions.get(steps);
    }
  }
}
