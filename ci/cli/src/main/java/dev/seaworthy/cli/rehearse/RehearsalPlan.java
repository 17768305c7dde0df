package dev.seaworthy.cli.rehearse;

import java.time.Duration;
import java.util.List;

/**
 * What is rehearsed, and what the record says that no tool can know.
 *
 * @param candidate its digest
 * @param environment where it is rehearsed
 * @param by who answers for it
 * @param window how long production may stand still, as records write durations
 * @param productionSize of production's database, as records write sizes
 * @param interval from one sample to the next
 * @param command the migration
 */
public record RehearsalPlan(
    String candidate,
    String environment,
    String by,
    String window,
    String productionSize,
    Duration interval,
    List<String> command) {
  public RehearsalPlan {
    command = List.copyOf(command);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a rehearsal runs a command");
    }
  }
}
