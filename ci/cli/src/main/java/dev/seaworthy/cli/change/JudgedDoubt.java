package dev.seaworthy.cli.change;

import dev.seaworthy.engine.policy.Doubt;
import java.util.Comparator;
import java.util.List;

/**
 * Something that could not be judged on one side of a change.
 *
 * @param controls ids of the controls that it keeps from being decided, in order; none where a file
 *     of the commit could not be looked at
 */
public record JudgedDoubt(Doubt doubt, List<String> controls) {
  static final Comparator<JudgedDoubt> ORDER =
      Comparator.<JudgedDoubt, Doubt>comparing(JudgedDoubt::doubt, Doubt.ORDER)
          .thenComparing(judged -> judged.doubt().location().column())
          .thenComparing(judged -> String.join(",", judged.controls()));

  public JudgedDoubt {
    controls = List.copyOf(controls);
  }
}
