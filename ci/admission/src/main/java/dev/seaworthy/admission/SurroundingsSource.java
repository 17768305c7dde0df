package dev.seaworthy.admission;

import dev.seaworthy.engine.policy.Control;

/** Where the objects come from that stand around those of requests. */
public interface SurroundingsSource {
  /** The objects as they are known now; asks nobody and waits for nothing. */
  Surroundings now();

  /** Whether all is looked for here that the control looks at. */
  boolean serves(Control control);
}
