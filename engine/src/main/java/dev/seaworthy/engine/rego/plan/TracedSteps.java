package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.Read;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Executes statements that hold no blocks and call no rules, and notes what they depend on. */
final class TracedSteps {
  private static final String MEMBER = "internal.member_2";

  private final Execution execution;
  private final Traces traces;
  private final PreciseCalls precise;

  TracedSteps(Execution execution, Traces traces) {
    this.execution = execution;
    this.traces = traces;
    this.precise = new PreciseCalls(traces);
  }

  int run(Statement statement, TracedFrame frame) {
    if (statement instanceof Conditions.Equal equal) {
      compare(frame, equal.left, equal.right);
    } else if (statement instanceof Conditions.NotEqual different) {
      compare(frame, different.left, different.right);
    } else if (statement instanceof Conditions.IsOf is) {
      frame.decidedBy(traces.keys(frame, is.source));
    } else if (statement instanceof Conditions.IsDefined is) {
      frame.decidedBy(frame.traced[is.source].reads());
    } else if (statement instanceof Conditions.IsUndefined is) {
      frame.decidedBy(frame.traced[is.source].reads());
    } else if (statement instanceof Assigning assigning) {
      return assign(assigning, frame);
    } else {
      return extend(statement, frame);
    }
    return statement.run(execution, frame.locals);
  }

  /** Values of different types differ, whatever is in them. */
  private void compare(TracedFrame frame, int left, int right) {
    Value one = frame.locals[left];
    Value other = frame.locals[right];
    boolean byType =
        traces.isPrecise()
            && one != null
            && other != null
            && !one.typeName().equals(other.typeName());
    if (byType) {
      frame.decidedBy(traces.keys(frame, left).and(traces.keys(frame, right)));
    } else {
      use(frame, left, right);
    }
  }

  private void use(TracedFrame frame, int... slots) {
    for (int slot : slots) {
      frame.decidedBy(traces.whole(frame, slot));
    }
  }

  private int assign(Assigning statement, TracedFrame frame) {
    if (statement instanceof Lookups.Dot dot) {
      return dot(dot, frame);
    }
    if (statement instanceof BuiltinCalls.OfBuiltin call) {
      return call(call, frame);
    }
    if (statement instanceof Lookups.Length length) {
      frame.decidedBy(traces.keys(frame, length.source));
    }
    int outcome = statement.run(execution, frame.locals);
    if (statement instanceof Assignments.Copy copy) {
      frame.assign(copy.target, frame.traced[copy.source]);
    } else if (statement instanceof Assignments.CopyOnce copy) {
      frame.assign(copy.target, frame.traced[copy.source]);
    } else if (statement instanceof Assignments.Reset reset) {
      frame.traced[reset.target] = Traced.NOTHING;
    } else {
      made(statement, frame);
    }
    return outcome;
  }

  private void made(Assigning statement, TracedFrame frame) {
    frame.assign(statement.target, Traced.NOTHING);
    Value made = frame.locals[statement.target];
    if (statement instanceof Constructions.Merge merge && made != null) {
      Built built = traces.begin(made);
      takeOver(built, frame, merge.first);
      takeOver(built, frame, merge.second);
    } else if (made != null && !(statement instanceof Lookups.Length)) {
      traces.begin(made);
    }
  }

  private void takeOver(Built into, TracedFrame frame, int slot) {
    Value value = frame.locals[slot];
    Built from = traces.built(value);
    if (from != null) {
      into.putAll(from);
    } else if (value instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        into.put(object.keyAt(i), frame.traced[slot].at(object.keyAt(i)));
      }
    }
    into.dependsOn(traces.whole(frame, slot));
  }

  private int dot(Lookups.Dot dot, TracedFrame frame) {
    int outcome = dot.run(execution, frame.locals);
    Value key = frame.locals[dot.key];
    Traced source = frame.traced[dot.source];
    Value within = frame.locals[dot.source];
    frame.decidedBy(traces.whole(frame, dot.key));
    if (key == null || outcome != Statement.NEXT) {
      Reads absence = key == null ? source.reads() : traces.absence(source, within, key);
      frame.log = frame.log.and(absence);
      frame.traced[dot.target] = Traced.NOTHING.and(absence);
      return outcome;
    }
    Traced element = traces.element(source, within, key);
    frame.decidedBy(Traces.presence(element));
    frame.assign(dot.target, element);
    return outcome;
  }

  private int call(BuiltinCalls.OfBuiltin call, TracedFrame frame) {
    int outcome = call.run(execution, frame.locals);
    if (precise.run(call, frame)) {
      return outcome;
    }
    Reads member = call.name.equals(MEMBER) ? member(call, frame) : null;
    if (member != null) {
      use(frame, call.arguments[0]);
      frame.decidedBy(member);
    } else {
      use(frame, call.arguments);
    }
    if (call.target >= 0) {
      frame.assign(call.target, Traced.NOTHING);
    }
    return outcome;
  }

  /** Of {@code x in xs} that holds, one place of {@code xs} is reason enough; null if none is. */
  private @Nullable Reads member(BuiltinCalls.OfBuiltin call, TracedFrame frame) {
    Value wanted = frame.locals[call.arguments[0]];
    Value within = frame.locals[call.arguments[1]];
    Traced trace = frame.traced[call.arguments[1]];
    Value key = wanted == null ? null : keyOf(wanted, within);
    if (key == null) {
      return null;
    }
    Traced element = traces.element(trace, within, key);
    Place origin = element.origin();
    return origin == null
        ? element.reads()
        : element.reads().and(Reads.of(origin, Read.Kind.VALUE));
  }

  private static @Nullable Value keyOf(Value wanted, @Nullable Value within) {
    if (within instanceof SetValue set) {
      return set.contains(wanted) ? wanted : null;
    }
    if (within instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.at(i).equals(wanted)) {
          return NumberValue.of(i);
        }
      }
    }
    return null;
  }

  private int extend(Statement statement, TracedFrame frame) {
    int outcome = statement.run(execution, frame.locals);
    if (statement instanceof Constructions.Append append) {
      ArrayValue array = (ArrayValue) frame.locals[append.array];
      added(frame, array, NumberValue.of(array.size() - 1L), append.value, Reads.NONE);
    } else if (statement instanceof Constructions.Add add) {
      added(frame, frame.locals[add.set], frame.locals[add.value], add.value, Reads.NONE);
    } else if (statement instanceof Constructions.Insert insert) {
      Reads key = traces.whole(frame, insert.key);
      added(frame, frame.locals[insert.object], frame.locals[insert.key], insert.value, key);
    } else if (statement instanceof Constructions.InsertOnce insert) {
      Reads key = traces.whole(frame, insert.key);
      added(frame, frame.locals[insert.object], frame.locals[insert.key], insert.value, key);
    }
    return outcome;
  }

  private void added(
      TracedFrame frame, @Nullable Value collection, @Nullable Value key, int value, Reads why) {
    Built built = traces.built(collection);
    if (built != null && key != null) {
      built.put(key, frame.traced[value].and(why).and(frame.control));
      built.dependsOn(why.and(frame.control));
      Reads held = traces.whole(frame, value);
      // Members of a set that are equal are one.
      if (collection instanceof SetValue) {
        built.dependsOn(held);
      } else {
        built.holds(held);
      }
    }
  }
}
