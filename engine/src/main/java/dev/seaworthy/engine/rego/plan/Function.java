package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule, a function of Rego, or the plan of an entry point. Its first parameters are the documents
 * {@code input} and {@code data}; a function that has no others is a rule, whose value is
 * remembered.
 */
final class Function {
  private final String name;
  private final int number;
  private final int parameters;
  private @Nullable Value[] locals = new @Nullable Value[0];
  private Block[] blocks = new Block[0];

  /**
   * @param number from 0, for the memory of rules' values
   */
  Function(String name, int number, int parameters) {
    this.name = name;
    this.number = number;
    this.parameters = parameters;
  }

  /** Completes the function; apart from the constructor because functions refer to each other. */
  void define(List<Block> body, @Nullable Value[] initialLocals) {
    blocks = body.toArray(Block[]::new);
    locals = initialLocals.clone();
  }

  String name() {
    return name;
  }

  int parameters() {
    return parameters;
  }

  Block[] blocks() {
    return blocks;
  }

  @Nullable Value[] newLocals() {
    return locals.clone();
  }

  /** Calls the function with the caller's slots as arguments. */
  @Nullable Value call(Execution execution, @Nullable Value[] caller, int[] arguments) {
    if (parameters > 2) {
      return execute(execution, caller, arguments);
    }
    Memo memo = execution.memo;
    if (memo.knows(number)) {
      return memo.get(number);
    }
    Value value = execute(execution, caller, arguments);
    memo.put(number, value);
    return value;
  }

  private @Nullable Value execute(Execution execution, @Nullable Value[] caller, int[] arguments) {
    execution.budget.step();
    @Nullable Value[] own = locals.clone();
    for (int i = 0; i < parameters; i++) {
      own[i] = caller[arguments[i]];
    }
    return runBlocks(execution, own) == Statement.RETURN ? execution.result : null;
  }

  /** Runs an entry point, which leaves its results with the execution. */
  void run(Execution execution, @Nullable Value input, Value data) {
    @Nullable Value[] own = locals.clone();
    own[0] = input;
    own[1] = data;
    runBlocks(execution, own);
  }

  private int runBlocks(Execution execution, @Nullable Value[] own) {
    for (Block block : blocks) {
      int outcome = block.run(execution, own);
      if (outcome > Statement.UNDEFINED) {
        return outcome;
      }
    }
    return Statement.UNDEFINED;
  }
}
