package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that hold blocks, or leave them. */
final class Branches {
  private Branches() {}

  /** {@code BlockStmt}: blocks one after the other, each left when it is undefined. */
  static final class Blocks extends Statement {
    final Block[] blocks;

    Blocks(List<Block> blocks) {
      this.blocks = blocks.toArray(Block[]::new);
    }

    @Override
    List<Block> blocks() {
      return List.of(blocks);
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      for (Block block : blocks) {
        int outcome = block.run(execution, locals);
        if (outcome > UNDEFINED) {
          return leave(outcome);
        }
      }
      return NEXT;
    }
  }

  /** {@code BreakStmt}. */
  static final class Break extends Statement {
    private final int levels;

    /**
     * @param levels how many blocks to leave beyond the current one
     */
    Break(int levels) {
      this.levels = levels;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      return levels;
    }
  }

  /** {@code NotStmt}: defined when its block is not. */
  static final class Not extends Statement {
    final Block block;

    Not(Block block) {
      this.block = block;
    }

    @Override
    List<Block> blocks() {
      return List.of(block);
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      int outcome = block.run(execution, locals);
      return switch (outcome) {
        case NEXT -> UNDEFINED;
        case UNDEFINED -> NEXT;
        default -> leave(outcome);
      };
    }
  }

  /** {@code ReturnLocalStmt}. */
  static final class Return extends Statement {
    final int source;

    Return(int source) {
      this.source = source;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      execution.result = locals[source];
      return RETURN;
    }
  }

  /** {@code ResultSetAddStmt}. */
  static final class AddResult extends Statement {
    final int value;

    AddResult(int value) {
      this.value = value;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      execution.results.add(locals[value]);
      return NEXT;
    }
  }

  /** {@code NopStmt}. */
  static final class Nothing extends Statement {
    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      return NEXT;
    }
  }
}
