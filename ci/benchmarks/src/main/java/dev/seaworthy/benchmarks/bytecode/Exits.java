package dev.seaworthy.benchmarks.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Where to go on after leaving blocks: what is a number in the plan is a label here. */
final class Exits {
  private final Emitter emitter;
  private final List<Exit> exits = new ArrayList<>();
  private final List<Runnable> withs = new ArrayList<>();

  /**
   * Behind a block.
   *
   * @param withs how many documents are changed there
   */
  private record Exit(Label label, int withs) {}

  Exits(Emitter emitter) {
    this.emitter = emitter;
  }

  void enter(Label behind) {
    exits.add(new Exit(behind, withs.size()));
  }

  void leave() {
    exits.remove(exits.size() - 1);
  }

  /** Where a statement goes that is undefined. */
  Label undefined() {
    return exits.get(exits.size() - 1).label;
  }

  /** Goes behind the block at hand, or behind so many blocks more. */
  void jump(int levels) {
    Exit exit = exits.get(Math.max(0, exits.size() - 1 - levels));
    restore(exit.withs);
    emitter.jump(Opcodes.GOTO, exit.label);
  }

  /**
   * Enters a {@code with}.
   *
   * @param restore writes what its end takes
   */
  void enterWith(Runnable restore) {
    withs.add(restore);
  }

  void leaveWith() {
    withs.remove(withs.size() - 1);
  }

  /** Ends each {@code with}, as a return does. */
  void restoreAll() {
    restore(0);
  }

  private void restore(int down) {
    for (int i = withs.size() - 1; i >= down; i--) {
      withs.get(i).run();
    }
  }
}
