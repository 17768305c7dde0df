package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.PodPaths;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out workloads that a controller made from a template that is evidence itself: the pods of
 * a Deployment repeat what the Deployment says, once for each replica and each old replica set.
 */
final class OwnedObjects {
  /**
   * An observation of an object.
   *
   * @param list the place of the list it came in
   * @param controller the workload that made the object, where one did
   */
  record Seen(Observation observation, String list, @Nullable Subject controller) {}

  private final List<Observation> kept = new ArrayList<>();
  private final Map<String, Integer> leftOut = new TreeMap<>();

  OwnedObjects(List<Seen> seen) {
    Set<Subject> workloads =
        seen.stream()
            .map(Seen::observation)
            .filter(OwnedObjects::isWorkload)
            .map(one -> ((Evidence) one).subject())
            .collect(Collectors.toSet());
    for (Seen one : seen) {
      if (one.controller() != null
          && isWorkload(one.observation())
          && workloads.contains(one.controller())) {
        leftOut.merge(one.list(), 1, Integer::sum);
      } else {
        kept.add(one.observation());
      }
    }
  }

  /** The workload that controls {@code object}; null where none does. */
  static @Nullable Subject controller(Tree.Mapping object, PodPaths podPaths) {
    Tree.Mapping metadata = object.mapping("metadata").orElse(null);
    if (metadata == null) {
      return null;
    }
    String namespace = metadata.text("namespace").orElse("");
    return metadata.items("ownerReferences").stream()
        .flatMap(owner -> owner.asMapping().stream())
        .filter(owner -> isController(owner, podPaths))
        .map(
            owner ->
                new Subject(
                    owner.text("kind").orElse(""), namespace, owner.text("name").orElse("")))
        .findFirst()
        .orElse(null);
  }

  List<Observation> kept() {
    return kept;
  }

  /** One line for each list of which something was left out. */
  List<Coverage.Skipped> leftOut() {
    return leftOut.entrySet().stream()
        .map(
            entry ->
                new Coverage.Skipped(
                    entry.getKey(),
                    "%d that a controller made whose own template is read"
                        .formatted(entry.getValue())))
        .toList();
  }

  private static boolean isController(Tree.Mapping owner, PodPaths podPaths) {
    boolean controls =
        owner.get("controller").map(Tree::plain).filter(Boolean.TRUE::equals).isPresent();
    return controls
        && podPaths.has(owner.text("apiVersion").orElse(""), owner.text("kind").orElse(""));
  }

  private static boolean isWorkload(Observation observation) {
    return observation instanceof Evidence evidence
        && evidence.kind().equals(EvidenceKinds.WORKLOAD);
  }
}
