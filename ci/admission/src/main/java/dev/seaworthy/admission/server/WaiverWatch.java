package dev.seaworthy.admission.server;

import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.engine.evidence.Problem;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Tells of waivers that do nothing, each once: of one that expires, when it does. */
final class WaiverWatch {
  private final Supplier<Reviewer> inForce;
  private final Clock clock;
  private final EventLog log;
  private Set<Problem> told = Set.of();

  WaiverWatch(Supplier<Reviewer> inForce, Clock clock, EventLog log) {
    this.inForce = inForce;
    this.clock = clock;
    this.log = log;
  }

  /** Looks; called by one thread. */
  void look() {
    List<Problem> idle = inForce.get().waivers().idle(clock.instant());
    idle.stream()
        .filter(problem -> !told.contains(problem))
        .forEach(problem -> log.problem("waiver-idle", problem));
    told = new HashSet<>(idle);
  }

  /** Tells what there was no use for; to be called once, at the end. */
  void tellUnused() {
    inForce
        .get()
        .waivers()
        .needless(clock.instant())
        .forEach(problem -> log.problem("waiver-unused", problem));
  }
}
