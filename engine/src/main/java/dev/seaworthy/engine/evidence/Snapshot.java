package dev.seaworthy.engine.evidence;

import com.google.common.base.Suppliers;
import com.google.common.collect.Iterables;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Everything observed about one release candidate, in an order that depends on nothing but what was
 * observed. Immutable.
 */
public final class Snapshot {
  /** Names the layout of {@link #toCanonicalJson}. */
  public static final String SCHEMA = "https://seaworthy.dev/schemas/snapshot/v1";

  private final List<Evidence> evidence;
  private final List<Gap> gaps;
  private final Coverage coverage;

  /** Made when first asked for: large snapshots take seconds. */
  private final Supplier<Digest> digest = Suppliers.memoize(() -> CanonicalJson.digestOf(toTree()));

  /**
   * @param evidence what was seen
   * @param gaps what could not be seen
   * @param coverage how much was asked for and how much came
   */
  public Snapshot(List<Evidence> evidence, List<Gap> gaps, Coverage coverage) {
    this.evidence = evidence.stream().sorted(Evidence.ORDER).toList();
    this.gaps = gaps.stream().sorted(Gap.ORDER).toList();
    this.coverage = coverage;
  }

  private Snapshot(Coverage coverage, List<Evidence> evidence, List<Gap> gaps) {
    this.evidence = List.copyOf(evidence);
    this.gaps = List.copyOf(gaps);
    this.coverage = coverage;
  }

  /** A snapshot in an order that was found before, such as before its evidence was changed. */
  static Snapshot inOrder(List<Evidence> evidence, List<Gap> gaps, Coverage coverage) {
    return new Snapshot(coverage, evidence, gaps);
  }

  public static Snapshot of(Collection<? extends Observation> observations, Coverage coverage) {
    return new Snapshot(
        only(Evidence.class, observations), only(Gap.class, observations), coverage);
  }

  /** What was seen, in the order of {@link Evidence#ORDER}. */
  public List<Evidence> evidence() {
    return evidence;
  }

  /** What could not be seen. */
  public List<Gap> gaps() {
    return gaps;
  }

  /** How much was asked for and how much came. */
  public Coverage coverage() {
    return coverage;
  }

  public List<Evidence> ofKind(String kind) {
    return evidence.stream().filter(one -> one.kind().equals(kind)).toList();
  }

  /** Whether there is evidence that an {@link EvidencePattern} names. */
  public boolean has(String pattern) {
    return evidence.stream().anyMatch(one -> EvidencePattern.names(pattern, one));
  }

  /** The snapshot as a file: what {@code collect} prints and {@code verify} compares with. */
  public CanonicalJson toCanonicalJson() {
    return CanonicalJson.of(toTree());
  }

  /** The digest of {@link #toCanonicalJson}, without holding it. */
  public Digest digest() {
    return digest.get();
  }

  /**
   * The same snapshot with other places.
   *
   * @param locations by the position of a piece of evidence, and the piece
   */
  Snapshot withLocations(BiFunction<Integer, Evidence, Locations> locations) {
    List<Evidence> moved = new ArrayList<>();
    for (Evidence one : evidence) {
      moved.add(
          new Evidence(
              one.kind(),
              one.subject(),
              one.source(),
              one.content(),
              locations.apply(moved.size(), one)));
    }
    return inOrder(moved, gaps, coverage);
  }

  /** The trees of evidence are made as they are walked: all at once they take much memory. */
  private Map<String, Object> toTree() {
    return Map.of(
        "schema", SCHEMA,
        "evidence", Iterables.transform(evidence, Evidence::toTree),
        "gaps", Iterables.transform(gaps, Gap::toTree),
        "coverage", coverage.toTree());
  }

  private static <T> List<T> only(Class<T> type, Collection<? extends Observation> observations) {
    return observations.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
