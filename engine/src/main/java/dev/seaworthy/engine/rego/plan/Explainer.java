package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.Explained;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Read;
import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.Effort;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains what a rule says, member by member. */
final class Explainer {
  private final Plan plan;
  private final Value data;
  private final Budget budget;
  private final Tracer tracer;

  /**
   * @param precise as {@link Traces} has it
   */
  Explainer(Plan plan, Value data, Limits limits, boolean precise) {
    this.plan = plan;
    this.data = data;
    this.budget = new Budget(limits);
    this.tracer = new Tracer(new Execution(budget, false, new Memo(plan.functions())), precise);
  }

  List<Explained> explain(String entrypoint, @Nullable Value input) {
    Tracer.Call call = run(entrypoint, input);
    Value value = result(call);
    if (call == null || value == null) {
      return List.of();
    }
    Traced trace = tracer.traces().element(call.trace(), call.value(), Plan.RESULT);
    return members(value, trace);
  }

  /** What decided the rule's value with all that is in it. */
  List<Read> reads(String entrypoint, @Nullable Value input) {
    Tracer.Call call = run(entrypoint, input);
    if (call == null) {
      return tracer.looked().all();
    }
    Traced trace =
        result(call) == null
            ? call.trace()
            : tracer.traces().element(call.trace(), call.value(), Plan.RESULT);
    return tracer.traces().whole(trace, result(call)).and(tracer.looked()).all();
  }

  private static @Nullable Value result(Tracer.@Nullable Call call) {
    return call == null || call.value() == null ? null : call.value().get(Plan.RESULT);
  }

  private Tracer.@Nullable Call run(String entrypoint, @Nullable Value input) {
    Effort.countWith(budget);
    try {
      return tracer.run(plan.entrypoint(entrypoint), input, data);
    } catch (StackOverflowError e) {
      throw Plan.tooDeep();
    } finally {
      Effort.countWith(null);
    }
  }

  private List<Explained> members(Value value, Traced trace) {
    List<Explained> members = new ArrayList<>();
    if (value instanceof SetValue set) {
      set.sort();
      for (int i = 0; i < set.size(); i++) {
        members.add(member(value, trace, set.at(i), set.at(i)));
      }
    } else if (value instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        members.add(member(value, trace, NumberValue.of(i), array.at(i)));
      }
    } else if (value instanceof ObjectValue object) {
      object.sort();
      for (int i = 0; i < object.size(); i++) {
        members.add(member(value, trace, object.keyAt(i), object.valueAt(i)));
      }
    } else {
      members.add(new Explained(value, tracer.traces().whole(trace, value).all()));
    }
    return members;
  }

  private Explained member(Value collection, Traced trace, Value key, Value member) {
    Traced element = tracer.traces().element(trace, collection, key);
    return new Explained(member, tracer.traces().whole(element, member).all());
  }
}
