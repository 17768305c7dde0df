package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The locals of a call that is traced. */
final class TracedFrame {
  final @Nullable Value[] locals;
  final Traced[] traced;

  /** What decided that the statement at hand is reached. */
  Reads control = Reads.NONE;

  /** All that was looked at since the block at hand began, also in vain. */
  Reads log = Reads.NONE;

  TracedFrame(@Nullable Value[] locals) {
    this.locals = locals;
    this.traced = new Traced[locals.length];
    Arrays.fill(traced, Traced.NOTHING);
  }

  /** Something was looked at, and the outcome of a statement depends on it. */
  void decidedBy(Reads reads) {
    control = control.and(reads);
    log = log.and(reads);
  }

  void assign(int slot, Traced trace) {
    traced[slot] = trace.and(control);
  }
}
