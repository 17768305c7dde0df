package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Builtins that look at less than all of what they are given. */
final class PreciseCalls {
  private static final Set<String> TYPES =
      Set.of(
          "is_array",
          "is_boolean",
          "is_null",
          "is_number",
          "is_object",
          "is_set",
          "is_string",
          "type_name");

  private final Traces traces;

  PreciseCalls(Traces traces) {
    this.traces = traces;
  }

  /** Notes what a call that was made looked at; false where that is all it was given. */
  boolean run(BuiltinCalls.OfBuiltin call, TracedFrame frame) {
    if (!traces.isPrecise() || call.target < 0 || frame.locals[call.target] == null) {
      return false;
    }
    if (call.name.equals("object.get")) {
      return get(call, frame);
    }
    if (call.name.equals("array.concat")) {
      return concat(call, frame);
    }
    boolean ofKeys =
        TYPES.contains(call.name)
            || (call.name.equals("count") && isCollection(frame.locals[call.arguments[0]]))
            || call.name.equals("object.keys");
    if (ofKeys) {
      frame.decidedBy(traces.keys(frame, call.arguments[0]));
      frame.assign(call.target, Traced.NOTHING);
    }
    return ofKeys;
  }

  private boolean get(BuiltinCalls.OfBuiltin call, TracedFrame frame) {
    frame.decidedBy(traces.whole(frame, call.arguments[1]));
    Value here = frame.locals[call.arguments[0]];
    Traced trace = frame.traced[call.arguments[0]];
    frame.decidedBy(trace.reads());
    for (Value step : steps(frame.locals[call.arguments[1]])) {
      Value next = here == null ? null : here.get(step);
      if (next == null) {
        frame.decidedBy(traces.absence(trace, here, step));
        frame.assign(call.target, frame.traced[call.arguments[2]]);
        return true;
      }
      trace = traces.element(trace, here, step);
      frame.decidedBy(Traces.presence(trace));
      here = next;
    }
    frame.assign(call.target, trace);
    return true;
  }

  private static List<Value> steps(@Nullable Value key) {
    if (key instanceof ArrayValue array) {
      return IntStream.range(0, array.size()).mapToObj(array::at).toList();
    }
    return key == null ? List.of() : List.of(key);
  }

  @SuppressWarnings("ReferenceEquality") // A builtin may give back what it was given.
  private boolean concat(BuiltinCalls.OfBuiltin call, TracedFrame frame) {
    Value made = frame.locals[call.target];
    boolean isNew = traces.built(made) == null;
    if (!(made instanceof ArrayValue)
        || !isNew
        || made == frame.locals[call.arguments[0]]
        || made == frame.locals[call.arguments[1]]) {
      return false;
    }
    frame.assign(call.target, Traced.NOTHING);
    Built built = traces.begin(made);
    int position = 0;
    for (int slot : call.arguments) {
      built.dependsOn(traces.keys(frame, slot));
      built.holds(traces.whole(frame, slot));
      ArrayValue part = (ArrayValue) frame.locals[slot];
      for (int i = 0; part != null && i < part.size(); i++) {
        Traced element = traces.element(frame.traced[slot], part, NumberValue.of(i));
        built.put(NumberValue.of(position++), element);
      }
    }
    return true;
  }

  private static boolean isCollection(@Nullable Value value) {
    return value instanceof ArrayValue || value instanceof ObjectValue || value instanceof SetValue;
  }
}
