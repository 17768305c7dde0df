package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule, a function of Rego, or the plan of an entry point. Its first parameters are the documents
 * {@code input} and {@code data}; a function that has no others is a rule, whose value is
 * remembered.
 */
final class Function {
  /** Steps of an answer that is costlier to give again than to hold. */
  private static final int WORTH_REMEMBERING = 12;

  private final String name;
  private final int number;
  private final int parameters;
  private int calls;
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

  /** Counts one statement that calls the function; before it is run. */
  void calledOnceMore() {
    calls++;
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
      Answers answers = parameters == 3 ? answers(execution.memo, caller[arguments[2]]) : null;
      return answers == null
          ? execute(execution, caller, arguments)
          : callAbout(answers, execution, caller, arguments);
    }
    Memo memo = execution.memo;
    if (memo.knows(number)) {
      return memo.get(number);
    }
    Value value = execute(execution, caller, arguments);
    memo.put(number, value);
    return value;
  }

  /** Where answers about such an argument are kept; null if it is not worth while. */
  private @Nullable Answers answers(Memo memo, @Nullable Value argument) {
    if (argument instanceof StringValue) {
      return memo.ofTexts;
    }
    return argument instanceof ObjectValue && calls > 1 ? memo.ofObjects : null;
  }

  /**
   * Many rules ask the same of each object of the input, such as for all its containers, or of a
   * text that many objects hold. An answer that took long is remembered: values do not change.
   */
  private @Nullable Value callAbout(
      Answers answers, Execution execution, @Nullable Value[] caller, int[] arguments) {
    Value argument = Objects.requireNonNull(caller[arguments[2]]);
    Answers.Answer known = answers.get(number, argument);
    if (known != null) {
      return known.value();
    }
    long before = execution.budget.stepsTaken();
    Value value = execute(execution, caller, arguments);
    if (execution.budget.stepsTaken() - before >= WORTH_REMEMBERING) {
      answers.put(number, argument, new Answers.Answer(value));
    }
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
