package dev.seaworthy.admission;

import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.EvidenceValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects that stand around the object of a request, as of one moment. Immutable. */
public final class Surroundings {
  /** Where findings say that they are; old and new objects share it, so that they compare. */
  static final String PLACE = "admission request";

  static final Coverage COVERAGE = new Coverage(List.of(PLACE), 1, 1, 1, List.of());

  private final List<Evidence> evidence;
  private final List<Gap> gaps;
  private final EvidenceValues values;
  private final boolean tellsOfOthers;
  private final Reach reach;

  /** By name space; those outside any under an empty one. Empty where all are looked at. */
  private final Map<String, List<Evidence>> near;

  private Surroundings(
      List<Evidence> evidence,
      List<Gap> gaps,
      EvidenceValues values,
      boolean tellsOfOthers,
      Reach reach) {
    this.evidence = evidence;
    this.gaps = gaps;
    this.values = values;
    this.tellsOfOthers = tellsOfOthers;
    this.reach = reach;
    this.near =
        reach == Reach.CLUSTER
            ? Map.of()
            : evidence.stream().collect(Collectors.groupingBy(one -> one.subject().namespace()));
  }

  /** Objects that were declared: a request may be refused for what it makes wrong with others. */
  static Surroundings declared(Snapshot snapshot) {
    return of(snapshot, true, Reach.CLUSTER);
  }

  /**
   * Objects of a cluster, which may have changed since they were looked at: a request is refused
   * for what is wrong with its own object alone.
   */
  static Surroundings live(Snapshot snapshot, Reach reach) {
    return of(snapshot, false, reach);
  }

  private static Surroundings of(Snapshot snapshot, boolean tellsOfOthers, Reach reach) {
    List<Evidence> evidence = evidence(snapshot);
    return new Surroundings(
        evidence, gaps(snapshot), new EvidenceValues(evidence), tellsOfOthers, reach);
  }

  /** Other observations in the place of these; what was made of objects that stay is kept. */
  Surroundings changedTo(Collection<Observation> observations) {
    Snapshot snapshot = Snapshot.of(observations, COVERAGE);
    List<Evidence> next = evidence(snapshot);
    return new Surroundings(next, gaps(snapshot), values.changedTo(next), tellsOfOthers, reach);
  }

  private static List<Evidence> evidence(Snapshot snapshot) {
    return snapshot.evidence().stream().filter(one -> Question.KINDS.contains(one.kind())).toList();
  }

  private static List<Gap> gaps(Snapshot snapshot) {
    return snapshot.gaps().stream()
        .filter(gap -> Question.KINDS.stream().anyMatch(gap::mayHide))
        .toList();
  }

  /** What is not known of the objects around. */
  List<Gap> gaps() {
    return gaps;
  }

  /** The objects' evidence as values; what a review brings is added for its time. */
  EvidenceValues values() {
    return values;
  }

  /** Whether a request may be refused for what it makes wrong with others. */
  boolean tellsOfOthers() {
    return tellsOfOthers;
  }

  /** A snapshot of nothing but {@code observations}. */
  static Snapshot none(List<Observation> observations) {
    return Snapshot.of(observations, COVERAGE);
  }

  /**
   * The objects around and {@code observations}.
   *
   * @param replaced whose evidence among those around gives way
   */
  Snapshot with(List<Observation> observations, Set<Subject> replaced) {
    List<Observation> all = new ArrayList<>(observations);
    all.addAll(gaps);
    around(replaced).filter(one -> !replaced.contains(one.subject())).forEach(all::add);
    return Snapshot.of(all, COVERAGE);
  }

  /** An object outside any name space has a part in all of them. */
  private Stream<Evidence> around(Set<Subject> own) {
    boolean outside =
        own.isEmpty() || own.stream().anyMatch(subject -> subject.namespace().isEmpty());
    if (reach == Reach.CLUSTER || outside) {
      return evidence.stream();
    }
    return Stream.concat(Stream.of(""), own.stream().map(Subject::namespace))
        .distinct()
        .flatMap(namespace -> near.getOrDefault(namespace, List.of()).stream());
  }

  /**
   * Why the control cannot be asked: a kind that it looks at is unknown, and what it found for want
   * of such objects would be refused for nothing. Of declared objects each finding stands.
   */
  Optional<Doubt> hindrance(Control control) {
    if (tellsOfOthers) {
      return Optional.empty();
    }
    List<Gap> hiding = gaps.stream().filter(gap -> control.kinds().anyMatch(gap::mayHide)).toList();
    return hiding.stream().findFirst().map(gap -> doubt(gap, hiding.size() - 1));
  }

  private static Doubt doubt(Gap gap, int more) {
    Problem why = gap.problem();
    String message = why.message() + (more > 0 ? "; so are %d more".formatted(more) : "");
    return new Doubt(new Problem(why.code(), message, why.fix()), gap.location());
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
    return Evidence.in(observations).map(Evidence::subject).collect(Collectors.toSet());
  }
}
