package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code WithStmt}: a block that sees a document changed, or replaced when the path is empty. */
final class With extends Statement {
  final int document;
  final Value[] path;
  final int value;
  final Block block;

  With(int document, Value[] path, int value, Block block) {
    this.document = document;
    this.path = path.clone();
    this.value = value;
    this.block = block;
  }

  @Override
  List<Block> blocks() {
    return List.of(block);
  }

  @Override
  int run(Execution execution, @Nullable Value[] locals) {
    Value before = locals[document];
    locals[document] = changed(before, 0, locals[value]);
    Memo memo = execution.memo;
    execution.memo = memo.anew();
    int outcome;
    try {
      outcome = block.run(execution, locals);
    } finally {
      execution.memo = memo;
      locals[document] = before;
    }
    return outcome > UNDEFINED ? leave(outcome) : outcome;
  }

  /** A copy of what lies on the path, with the value at its end; missing objects are made. */
  @Nullable Value changed(@Nullable Value old, int depth, @Nullable Value end) {
    if (depth == path.length) {
      return end;
    }
    ObjectValue copy = old instanceof ObjectValue object ? object.copy() : new ObjectValue();
    Value inner = changed(copy.get(path[depth]), depth + 1, end);
    if (inner != null) {
      copy.put(path[depth], inner);
    }
    return copy;
  }
}
