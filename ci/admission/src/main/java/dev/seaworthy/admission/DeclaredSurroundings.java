package dev.seaworthy.admission;

import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.policy.Control;

/** Objects that were declared, and stay as they are. */
public final class DeclaredSurroundings implements SurroundingsSource {
  private final Surroundings surroundings;

  public DeclaredSurroundings(Snapshot declared) {
    this.surroundings = Surroundings.declared(declared);
  }

  @Override
  public Surroundings now() {
    return surroundings;
  }

  @Override
  public boolean serves(Control control) {
    return true;
  }
}
