package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.Read;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Executes a plan and notes, for every variable, which reads of the documents decided it: a dynamic
 * slice. A value depends on the reads of the values it was made of, and on those of the conditions
 * that held on the way to where it was made. An undefined variable depends on all that was looked
 * at in the blocks that could have defined it.
 *
 * @see <a href="https://doi.org/10.1145/93542.93576">Agrawal, Horgan: Dynamic program slicing</a>
 */
final class Tracer {
  private final Execution execution;
  private final Traces traces;
  private final TracedSteps steps;
  private final IdentityHashMap<Block, int[]> targets = new IdentityHashMap<>();
  private Map<Function, Call> memo = new HashMap<>();
  private @Nullable Call result;
  private Reads looked = Reads.NONE;

  /** What came of a function. */
  record Call(@Nullable Value value, Traced trace, Reads log) {}

  Tracer(Execution execution, boolean precise) {
    this.execution = execution;
    this.traces = new Traces(precise);
    this.steps = new TracedSteps(execution, traces);
  }

  Traces traces() {
    return traces;
  }

  /** Runs an entry point; returns its result set's only object, or null. */
  @Nullable Call run(Function plan, @Nullable Value input, Value data) {
    TracedFrame frame = new TracedFrame(plan.newLocals());
    frame.locals[0] = input;
    frame.locals[1] = data;
    frame.traced[0] = Traced.root(Place.root(Read.Document.INPUT));
    frame.traced[1] = Traced.root(Place.root(Read.Document.DATA));
    blocks(plan.blocks(), frame);
    looked = frame.log;
    return result;
  }

  /** All that the entry point's own statements looked at, also in vain. */
  Reads looked() {
    return looked;
  }

  private int blocks(Block[] blocks, TracedFrame frame) {
    for (Block block : blocks) {
      int outcome = block(block, frame);
      if (outcome > Statement.UNDEFINED) {
        return outcome;
      }
    }
    return Statement.NEXT;
  }

  /** Runs a block; what held in it holds no longer behind it. */
  private int block(Block block, TracedFrame frame) {
    Reads control = frame.control;
    Reads log = frame.log;
    frame.log = Reads.NONE;
    int outcome = statements(block, frame);
    if (outcome != Statement.NEXT) {
      undecided(block, frame, frame.log);
    }
    frame.control = control;
    frame.log = log.and(frame.log);
    return outcome;
  }

  private int statements(Block block, TracedFrame frame) {
    for (Statement statement : block.statements()) {
      execution.budget.step();
      int outcome = run(statement, frame);
      if (outcome != Statement.NEXT) {
        return outcome;
      }
    }
    return Statement.NEXT;
  }

  /** Variables that a block could have defined and did not: this is why. */
  private void undecided(Block block, TracedFrame frame, Reads why) {
    for (int slot : targets.computeIfAbsent(block, Tracer::targets)) {
      if (frame.locals[slot] == null) {
        frame.traced[slot] = frame.traced[slot].and(why);
      }
    }
  }

  private static int[] targets(Block block) {
    TreeSet<Integer> slots = new TreeSet<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Assigning assigning && assigning.target >= 0) {
        slots.add(assigning.target);
      }
      for (Block inner : statement.blocks()) {
        for (int slot : targets(inner)) {
          slots.add(slot);
        }
      }
    }
    return slots.stream().mapToInt(Integer::intValue).toArray();
  }

  private int run(Statement statement, TracedFrame frame) {
    if (statement instanceof Branches.Blocks some) {
      int outcome = blocks(some.blocks, frame);
      return outcome > Statement.UNDEFINED ? Statement.leave(outcome) : Statement.NEXT;
    }
    if (statement instanceof Branches.Not not) {
      return not(not, frame);
    }
    if (statement instanceof Scan scan) {
      return scan(scan, frame);
    }
    if (statement instanceof With with) {
      return with(with, frame);
    }
    if (statement instanceof Calls.Call call) {
      return call(call, call.function, call.arguments, Statement.UNDEFINED, frame);
    }
    if (statement instanceof Calls.CallDynamic call) {
      for (int step : call.path) {
        frame.decidedBy(traces.whole(frame, step));
      }
      Function function = call.find(frame.locals);
      return function == null
          ? Statement.UNDEFINED
          : call(call, function, call.arguments, Calls.CallDynamic.RULE_UNDEFINED, frame);
    }
    if (statement instanceof Branches.Return give) {
      return give(give.source, frame, Statement.RETURN);
    }
    if (statement instanceof Branches.AddResult give) {
      return give(give.value, frame, Statement.NEXT);
    }
    return steps.run(statement, frame);
  }

  private int give(int slot, TracedFrame frame, int outcome) {
    result = new Call(frame.locals[slot], frame.traced[slot].and(frame.control), frame.log);
    return outcome;
  }

  private int not(Branches.Not not, TracedFrame frame) {
    Reads log = frame.log;
    frame.log = Reads.NONE;
    int outcome = block(not.block, frame);
    Reads looked = frame.log;
    frame.log = log;
    frame.decidedBy(looked);
    return switch (outcome) {
      case Statement.NEXT -> Statement.UNDEFINED;
      case Statement.UNDEFINED -> Statement.NEXT;
      default -> Statement.leave(outcome);
    };
  }

  private int scan(Scan scan, TracedFrame frame) {
    Value over = frame.locals[scan.source];
    Traced trace = frame.traced[scan.source];
    for (Value key : keys(over)) {
      Value value = over == null ? null : over.get(key);
      int outcome = element(scan, frame, key, value, traces.element(trace, over, key));
      if (outcome > Statement.UNDEFINED) {
        return Scan.left(outcome);
      }
    }
    Reads all = traces.keys(frame, scan.source);
    undecided(scan.block, frame, all);
    frame.log = frame.log.and(all);
    return Statement.NEXT;
  }

  private int element(
      Scan scan, TracedFrame frame, Value key, @Nullable Value value, Traced element) {
    Reads control = frame.control;
    Reads presence = Traces.presence(element);
    frame.decidedBy(presence);
    frame.locals[scan.key] = key;
    frame.locals[scan.value] = value;
    frame.assign(scan.key, Traced.NOTHING);
    frame.assign(scan.value, element);
    int outcome = block(scan.block, frame);
    frame.control = control;
    return outcome;
  }

  private static Value[] keys(@Nullable Value over) {
    if (over instanceof ArrayValue array) {
      Value[] keys = new Value[array.size()];
      java.util.Arrays.setAll(keys, NumberValue::of);
      return keys;
    }
    if (over instanceof ObjectValue object) {
      Value[] keys = new Value[object.size()];
      java.util.Arrays.setAll(keys, object.sort()::keyAt);
      return keys;
    }
    if (over instanceof SetValue set) {
      Value[] keys = new Value[set.size()];
      java.util.Arrays.setAll(keys, set.sort()::at);
      return keys;
    }
    return new Value[0];
  }

  private int with(With with, TracedFrame frame) {
    Value before = frame.locals[with.document];
    Traced tracedBefore = frame.traced[with.document];
    Map<Function, Call> remembered = memo;
    memo = new HashMap<>();
    Value changed = with.changed(before, 0, frame.locals[with.value]);
    frame.locals[with.document] = changed;
    frame.traced[with.document] =
        changed(with, tracedBefore, before, changed, 0, frame.traced[with.value]);
    int outcome = statements(with.block, frame);
    memo = remembered;
    frame.locals[with.document] = before;
    frame.traced[with.document] = tracedBefore;
    return outcome > Statement.UNDEFINED ? Statement.leave(outcome) : outcome;
  }

  /** What is known of a document that {@code with} changed: off its path, the same as before. */
  private Traced changed(
      With with, Traced old, @Nullable Value before, @Nullable Value after, int depth, Traced end) {
    if (depth == with.path.length || after == null) {
      return end;
    }
    Value step = with.path[depth];
    Value inner = before == null ? null : before.get(step);
    Built built = traces.begin(after);
    built.put(step, changed(with, old.at(step), inner, after.get(step), depth + 1, end));
    if (before instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        built.put(object.keyAt(i), old.at(object.keyAt(i)));
      }
    }
    built.dependsOn(traces.whole(old, before).and(end.reads()));
    return new Traced(null, old.reads());
  }

  private int call(
      Assigning statement, Function function, int[] arguments, int undefined, TracedFrame frame) {
    Call call = function.parameters() > 2 ? null : memo.get(function);
    if (call == null) {
      call = execute(function, arguments, frame);
      memo.put(function, call);
    }
    frame.locals[statement.target] = call.value;
    if (call.value == null) {
      frame.log = frame.log.and(call.log);
      frame.traced[statement.target] = Traced.NOTHING.and(call.log);
      return undefined;
    }
    frame.decidedBy(call.trace.reads());
    frame.assign(statement.target, call.trace);
    return Statement.NEXT;
  }

  private Call execute(Function function, int[] arguments, TracedFrame caller) {
    TracedFrame frame = new TracedFrame(function.newLocals());
    for (int i = 0; i < arguments.length; i++) {
      frame.locals[i] = caller.locals[arguments[i]];
      frame.traced[i] = caller.traced[arguments[i]];
    }
    result = null;
    blocks(function.blocks(), frame);
    Call given = result;
    Value value = given == null ? null : given.value;
    Traced trace = given == null ? Traced.NOTHING : given.trace;
    Built built = traces.built(value);
    if (built != null) {
      built.dependsOn(frame.log);
    }
    return new Call(value, trace, frame.log);
  }
}
