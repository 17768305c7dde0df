package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.policy.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How a release stands: all its stages, and what comes of them. */
public record Standing(List<StageState> stages) {
  public Standing {
    stages = List.copyOf(stages);
  }

  public static Standing of(Ledger ledger) {
    return new Standing(ledger.stages());
  }

  /** The first stage in order whose gate is shut. */
  public Optional<StageState> firstShut() {
    return stages.stream().filter(one -> one.state() != GateState.OPEN).findFirst();
  }

  /** The open stage whose verdict stops holding first. */
  public Optional<StageState> nextToExpire() {
    return stages.stream()
        .filter(one -> one.state() == GateState.OPEN)
        .min(Comparator.comparing(one -> one.ruling().orElseThrow().claim().validUntil()));
  }

  /**
   * Whether the release may sail: every stage through sign-off is open. Hypercare comes after and
   * can only take that back.
   */
  public Status status() {
    if (stages.stream().anyMatch(one -> one.state() == GateState.FAILED)) {
      return Status.FAIL;
    }
    boolean open =
        stages.stream()
            .filter(one -> one.stage().isBefore(Stage.HYPERCARE))
            .allMatch(one -> one.state() == GateState.OPEN);
    return open ? Status.PASS : Status.UNKNOWN;
  }
}
