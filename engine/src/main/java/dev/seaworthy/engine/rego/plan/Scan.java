package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ScanStmt}: a block for each element of a value; none for a scalar. */
final class Scan extends Statement {
  final int source;
  final int key;
  final int value;
  final Block block;

  /** Whether the block's outcome depends on the order of the elements. */
  private final boolean ordered;

  Scan(int source, int key, int value, Block block) {
    this.source = source;
    this.key = key;
    this.value = value;
    this.block = block;
    this.ordered = Order.matters(block);
  }

  @Override
  List<Block> blocks() {
    return List.of(block);
  }

  @Override
  int run(Execution execution, @Nullable Value[] locals) {
    Value over = locals[source];
    if (over instanceof ArrayValue array) {
      return array(execution, locals, array);
    }
    if (over instanceof ObjectValue object) {
      return object(execution, locals, ordered ? object.sort() : object);
    }
    if (over instanceof SetValue set) {
      return set(execution, locals, ordered ? set.sort() : set);
    }
    return NEXT;
  }

  private int array(Execution execution, @Nullable Value[] locals, ArrayValue array) {
    for (int i = 0; i < array.size(); i++) {
      int outcome = element(execution, locals, NumberValue.of(i), array.at(i));
      if (outcome > UNDEFINED) {
        return left(outcome);
      }
    }
    return NEXT;
  }

  private int object(Execution execution, @Nullable Value[] locals, ObjectValue object) {
    for (int i = 0; i < object.size(); i++) {
      int outcome = element(execution, locals, object.keyAt(i), object.valueAt(i));
      if (outcome > UNDEFINED) {
        return left(outcome);
      }
    }
    return NEXT;
  }

  private int set(Execution execution, @Nullable Value[] locals, SetValue set) {
    for (int i = 0; i < set.size(); i++) {
      Value member = set.at(i);
      int outcome = element(execution, locals, member, member);
      if (outcome > UNDEFINED) {
        return left(outcome);
      }
    }
    return NEXT;
  }

  private int element(Execution execution, @Nullable Value[] locals, Value at, Value element) {
    execution.budget.step();
    locals[key] = at;
    locals[value] = element;
    return block.run(execution, locals);
  }

  /** The loop stands in a block of its own: breaking out of both goes on behind the loop. */
  static int left(int outcome) {
    return outcome == RETURN ? RETURN : outcome == 1 ? NEXT : outcome - 2;
  }
}
