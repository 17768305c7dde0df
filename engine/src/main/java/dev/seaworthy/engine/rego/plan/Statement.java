package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan. What it works on are slots of the function's locals: variables and, behind
 * them, the function's constants. A slot that holds null is undefined.
 *
 * <p>A statement tells where to go on. In the words of OPA's specification it is undefined, which
 * breaks out of the block it stands in, or it breaks out of more than that. A statement that holds
 * blocks takes away a level for each block that is left.
 */
abstract class Statement {
  /** Go on with the next statement. */
  static final int NEXT = -1;

  /** Leave the block that the statement stands in: {@code break 0}. Larger numbers leave more. */
  static final int UNDEFINED = 0;

  /** Leave the function: it has a result. */
  static final int RETURN = Integer.MAX_VALUE;

  /**
   * Executes the statement.
   *
   * @return {@link #NEXT}, {@link #RETURN}, or how many blocks to leave beyond the current one
   */
  abstract int run(Execution execution, @Nullable Value[] locals);

  /** The blocks that the statement holds. */
  List<Block> blocks() {
    return List.of();
  }

  /** Where to go on after leaving one block. */
  static int leave(int outcome) {
    return outcome == RETURN ? RETURN : outcome - 1;
  }
}
