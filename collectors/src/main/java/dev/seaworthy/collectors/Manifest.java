package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.document.Trees;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import java.util.List;
import java.util.function.Supplier;

/**
 * One Kubernetes object as written, for collectors that join several. Look at {@link #kind} before
 * {@link #root}: thousands of objects are held as bytes, and become a tree only when asked.
 */
public final class Manifest {
  private final Subject subject;
  private final Source source;
  private final Locations locations;
  private final Supplier<Tree.Mapping> tree;

  private Manifest(
      Subject subject, Source source, Locations locations, Supplier<Tree.Mapping> tree) {
    this.subject = subject;
    this.source = source;
    this.locations = locations;
    this.tree = tree;
  }

  /** A manifest whose tree is at hand. */
  public Manifest(
      String apiVersion, Subject subject, Source source, Tree.Mapping root, Locations locations) {
    this(subject, source, locations, () -> root);
    if (!root.text("apiVersion").orElse("").equals(apiVersion)) {
      throw new IllegalArgumentException("the object's own apiVersion is another");
    }
  }

  /** Every Kubernetes object among {@code observations}, in snapshot order. */
  public static List<Manifest> in(List<? extends Observation> observations) {
    return observations.stream()
        .filter(Evidence.class::isInstance)
        .map(Evidence.class::cast)
        .filter(EvidenceKinds::isManifest)
        .sorted(Evidence.ORDER)
        .map(Manifest::of)
        .toList();
  }

  /** The manifest inside an evidence of kind {@code kubernetes/workload} or {@code /object}. */
  static Manifest of(Evidence evidence) {
    return new Manifest(
        evidence.subject(),
        evidence.source(),
        evidence.locations(),
        () -> Trees.mappingIn(evidence.content(), "manifest", evidence.locations()));
  }

  /** Such as {@code apps/v1}. */
  public String apiVersion() {
    return root().text("apiVersion").orElse("");
  }

  public String kind() {
    return subject.kind();
  }

  /** Kind, name space ({@code default} where a namespaced object names none) and name. */
  public Subject subject() {
    return subject;
  }

  public Source source() {
    return source;
  }

  /** The object's tree, Secrets redacted; built anew on each call. */
  public Tree.Mapping root() {
    return tree.get();
  }

  public Locations locations() {
    return locations;
  }
}
