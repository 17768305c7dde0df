package dev.seaworthy.cli.impact;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One side of a change, as far as its impact needs it: a snapshot may be large. */
public final class ImpactSide {
  private static final List<String> OBJECTS = List.of(EvidenceKinds.OBJECT, EvidenceKinds.WORKLOAD);

  private final Snapshot objects;
  private final List<PolicyBundle> bundles;
  private final List<Doubt> leftOut;
  private final Function<Gap, Doubt> named;

  /**
   * A side.
   *
   * @param bundles that it was judged by
   * @param leftOut what of it could not be looked at
   * @param named the same with its file named from the root of the repository
   */
  public ImpactSide(
      Snapshot snapshot,
      List<PolicyBundle> bundles,
      List<Doubt> leftOut,
      Function<Gap, Doubt> named) {
    Predicate<Evidence> wanted = NetworkImpact.READS.or(PermissionsImpact.READS);
    this.objects =
        new Snapshot(
            snapshot.evidence().stream().filter(wanted).toList(),
            snapshot.gaps(),
            snapshot.coverage());
    this.bundles = List.copyOf(bundles);
    this.leftOut = List.copyOf(leftOut);
    this.named = named;
  }

  /** A side that has none of what is judged. */
  public static ImpactSide nothing(List<Doubt> leftOut) {
    Snapshot empty =
        new Snapshot(List.of(), List.of(), new Coverage(List.of(), 0, 0, 0, List.of()));
    return new ImpactSide(
        empty, List.of(), leftOut, gap -> new Doubt(gap.problem(), gap.location()));
  }

  Snapshot objects() {
    return objects;
  }

  List<PolicyBundle> bundles() {
    return bundles;
  }

  /** What may hide an object. */
  Stream<Doubt> hidden() {
    Stream<Gap> gaps =
        objects.gaps().stream().filter(gap -> OBJECTS.stream().anyMatch(gap::mayHide));
    return Stream.concat(leftOut.stream(), named(gaps));
  }

  Stream<Doubt> named(Stream<Gap> gaps) {
    return gaps.map(named);
  }

  /** Whether both have the very same objects, wherever they stand. */
  boolean hasSame(Predicate<Evidence> which, ImpactSide other) {
    return hasSame(which, ImpactSide::exact, other);
  }

  /**
   * Whether both have the same objects, wherever they stand.
   *
   * @param shape what must be the same of objects that are not so by the byte
   */
  boolean hasSame(Predicate<Evidence> which, Function<Evidence, String> shape, ImpactSide other) {
    List<Evidence> own = objects.evidence().stream().filter(which).toList();
    List<Evidence> others = other.objects.evidence().stream().filter(which).toList();
    return own.size() == others.size()
        && shapes(own, others, shape).equals(shapes(others, own, shape));
  }

  /** Of those that are not among the others too; sorted. */
  private static List<String> shapes(
      List<Evidence> all, List<Evidence> others, Function<Evidence, String> shape) {
    Set<String> known = others.stream().map(ImpactSide::exact).collect(Collectors.toSet());
    return all.stream().filter(one -> !known.contains(exact(one))).map(shape).sorted().toList();
  }

  private static String exact(Evidence object) {
    return object.subject() + " " + object.digest();
  }

  /** Objects of these kinds, of whatever group. */
  static Predicate<Evidence> ofKinds(Set<String> kinds) {
    return one -> EvidenceKinds.isManifest(one) && kinds.contains(one.subject().kind());
  }

  /**
   * Names without their groups.
   *
   * @param names each {@code GROUP/KIND}
   */
  static Set<String> kinds(Set<String> names) {
    return names.stream()
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .collect(Collectors.toUnmodifiableSet());
  }
}
