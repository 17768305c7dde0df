package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.seal.SealedVerdict;
import dev.seaworthy.engine.seal.SealedVerdict.ControlClaim;
import java.util.List;
import java.util.Optional;

/**
 * How one stage stands.
 *
 * @param ruling the verdict that says so; empty if there is none
 */
public record StageState(Stage stage, GateState state, Optional<SealedVerdict> ruling) {
  /** The controls that keep the gate shut, in id order. */
  public List<ControlClaim> blocking() {
    return ruling.stream()
        .flatMap(verdict -> verdict.controls().stream())
        .filter(one -> one.status() == Status.FAIL || one.status() == Status.UNKNOWN)
        .toList();
  }
}
