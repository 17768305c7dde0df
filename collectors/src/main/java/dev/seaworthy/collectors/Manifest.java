package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.document.Trees;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.List;
import java.util.Optional;

/**
 * One Kubernetes object as written, for collectors that join several. Look at {@link #kind} before
 * {@link #root}: thousands of objects are held as bytes, and become a tree only when asked.
 */
public final class Manifest {
  private final Evidence evidence;
  private final Optional<Tree.Mapping> held;

  private Manifest(Evidence evidence, Optional<Tree.Mapping> held) {
    this.evidence = evidence;
    this.held = held;
  }

  /** Every Kubernetes object among {@code observations}, in snapshot order. */
  public static List<Manifest> in(List<? extends Observation> observations) {
    return Evidence.in(observations)
        .filter(EvidenceKinds::isManifest)
        .sorted(Evidence.ORDER)
        .map(Manifest::of)
        .toList();
  }

  /** The manifest inside an evidence of kind {@code kubernetes/workload} or {@code /object}. */
  static Manifest of(Evidence evidence) {
    return new Manifest(evidence, Optional.empty());
  }

  /**
   * The same object with its tree at hand, for one that is not kept.
   *
   * @param root what {@link #root} would build, with whatever marks
   */
  public Manifest holding(Tree.Mapping root) {
    return new Manifest(evidence, Optional.of(root));
  }

  /** Such as {@code apps/v1}. */
  public String apiVersion() {
    return root().text("apiVersion").orElse("");
  }

  public String kind() {
    return evidence.subject().kind();
  }

  /** Whether the object makes pods; cheap. */
  public boolean makesPods() {
    return evidence.kind().equals(EvidenceKinds.WORKLOAD);
  }

  /**
   * The way to the pod spec in {@link #root}; empty if the object makes no pods. An object that
   * makes several kinds of pods is as many manifests.
   */
  public Optional<JsonPath> podPath() {
    return makesPods()
        ? Optional.of(Trees.pathIn(evidence.content(), "podPath"))
        : Optional.empty();
  }

  /** Kind, name space ({@code default} where a namespaced object names none) and name. */
  public Subject subject() {
    return evidence.subject();
  }

  public Source source() {
    return evidence.source();
  }

  /** The object's tree, Secrets redacted; built anew on each call unless it is held. */
  public Tree.Mapping root() {
    return held.orElseGet(
        () -> Trees.mappingIn(evidence.content(), "manifest", evidence.locations()));
  }

  public Locations locations() {
    return evidence.locations();
  }
}
