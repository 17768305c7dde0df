package dev.seaworthy.admission;

import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.policy.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The declared objects that stand around the object of a request. */
final class Surroundings {
  /** Where findings say that they are; old and new objects share it, so that they compare. */
  static final String PLACE = "admission request";

  private static final Coverage COVERAGE = new Coverage(List.of(PLACE), 1, 1, 1, List.of());

  private final List<Evidence> evidence;
  private final List<Gap> gaps;

  Surroundings(Snapshot declared) {
    evidence =
        declared.evidence().stream().filter(one -> Question.KINDS.contains(one.kind())).toList();
    gaps =
        declared.gaps().stream()
            .filter(gap -> Question.KINDS.stream().anyMatch(gap::mayHide))
            .toList();
  }

  /** The evidence of the declared objects. */
  List<Evidence> evidence() {
    return evidence;
  }

  /** A snapshot of nothing but {@code observations}. */
  static Snapshot none(List<Observation> observations) {
    return Snapshot.of(observations, COVERAGE);
  }

  /**
   * The declared objects and {@code observations}.
   *
   * @param replaced whose declared evidence gives way
   */
  Snapshot with(List<Observation> observations, Set<Subject> replaced) {
    List<Observation> all = new ArrayList<>(observations);
    all.addAll(gaps);
    evidence.stream().filter(one -> !replaced.contains(one.subject())).forEach(all::add);
    return Snapshot.of(all, COVERAGE);
  }

  /** Whether a doubt is about the request's object, or about what nobody could see. */
  boolean matters(Doubt doubt) {
    String file = doubt.location().file();
    return file.isEmpty()
        || file.equals(PLACE)
        || gaps.stream()
            .anyMatch(
                gap ->
                    gap.problem().equals(doubt.problem())
                        && gap.location().equals(doubt.location()));
  }

  /** What the observations are about. */
  static Set<Subject> subjects(List<Observation> observations) {
    return observations.stream()
        .filter(Evidence.class::isInstance)
        .map(one -> ((Evidence) one).subject())
        .collect(Collectors.toSet());
  }
}
