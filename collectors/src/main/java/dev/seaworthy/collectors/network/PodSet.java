package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pods that a workload makes, as far as network policies care.
 *
 * @param ports the ports that their containers declare
 */
public record PodSet(
    String namespace,
    String kind,
    String name,
    Map<String, String> labels,
    boolean hostNetwork,
    Set<Ports.Port> ports) {
  private static final String SPEC = "spec";

  public PodSet {
    labels = Map.copyOf(labels);
    ports = Set.copyOf(ports);
  }

  /** Empty if the object makes no pods. */
  public static Optional<PodSet> of(Manifest manifest) {
    return template(manifest).map(template -> of(manifest, template));
  }

  /** The object that holds the pods' metadata and spec; empty if the manifest makes no pods. */
  public static Optional<Tree.Mapping> template(Manifest manifest) {
    return template(manifest, manifest.root());
  }

  /** The same for a manifest whose tree is at hand. */
  public static Optional<Tree.Mapping> template(Manifest manifest, Tree.Mapping root) {
    return manifest.podPath().flatMap(path -> template(root, path));
  }

  /** As findings and evidence name it. */
  Map<String, Object> toTree() {
    return Map.of("kind", kind, "name", name);
  }

  /** Policies do not govern pods that use their node's own network. */
  boolean isGoverned() {
    return !hostNetwork;
  }

  /** The pods of {@code template}, which holds their metadata and spec. */
  public static PodSet of(Manifest manifest, Tree.Mapping template) {
    Optional<Tree.Mapping> labels =
        template.mapping("metadata").flatMap(metadata -> metadata.mapping("labels"));
    Tree.Mapping spec = template.mapping(SPEC).orElseThrow();
    return new PodSet(
        manifest.subject().namespace(),
        manifest.kind(),
        manifest.subject().name(),
        labels.map(LabelSelector::labels).orElse(Map.of()),
        spec.isTrue("hostNetwork"),
        ports(spec));
  }

  private static Set<Ports.Port> ports(Tree.Mapping spec) {
    List<Ports.Port> ports = new ArrayList<>();
    Stream.concat(spec.items("containers").stream(), spec.items("initContainers").stream())
        .flatMap(container -> container.asMapping().stream())
        .flatMap(container -> container.items("ports").stream())
        .flatMap(port -> port.asMapping().stream())
        .forEach(
            port ->
                ports.add(
                    new Ports.Port(
                        port.text("name").orElse(""),
                        Ports.number(port, "containerPort"),
                        port.text("protocol").orElse("TCP"))));
    return Set.copyOf(ports);
  }

  /**
   * The object that holds the pods' metadata and spec: the parent of the pod spec. A spec under
   * another key than {@code spec} stands alone: what is beside it is no metadata of pods.
   */
  private static Optional<Tree.Mapping> template(Tree.Mapping root, JsonPath podPath) {
    List<Object> steps = podPath.steps();
    int last = steps.size() - 1;
    Optional<Tree> holder = Optional.of(root);
    for (Object step : steps.subList(0, last)) {
      holder = holder.flatMap(at -> below(at, step));
    }
    return steps.get(last).equals(SPEC)
        ? holder.flatMap(Tree::asMapping).filter(template -> template.mapping(SPEC).isPresent())
        : holder
            .flatMap(at -> below(at, steps.get(last)))
            .flatMap(Tree::asMapping)
            .map(PodSet::bare);
  }

  private static Optional<Tree> below(Tree at, Object step) {
    if (step instanceof Integer position) {
      return at instanceof Tree.Sequence list && position < list.items().size()
          ? Optional.of(list.items().get(position))
          : Optional.empty();
    }
    return at.asMapping().flatMap(mapping -> mapping.get((String) step));
  }

  private static Tree.Mapping bare(Tree.Mapping spec) {
    return new Tree.Mapping(spec.mark(), Map.of(SPEC, new Tree.Entry(spec.mark(), spec)));
  }
}
