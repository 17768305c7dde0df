package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the items of a cluster's lists into what is seen of them. */
final class LiveObjects {
  /**
   * What is seen of one item.
   *
   * @param path of the object on the server; an item that is none has none
   */
  record Read(String path, List<OwnedObjects.Seen> seen) {
    /** Of canonical JSON. */
    long bytes() {
      return bytes(seen);
    }

    static long bytes(List<OwnedObjects.Seen> seen) {
      long bytes = 0;
      for (OwnedObjects.Seen one : seen) {
        bytes += one.observation() instanceof Evidence held ? held.content().size() : 0;
      }
      return bytes;
    }
  }

  private final String place;
  private final ClusterProblems problems;
  private final KubernetesCollector collector;

  /**
   * Objects of one cluster.
   *
   * @param place what the paths of lists and objects are appended to, to tell where they are
   */
  LiveObjects(String place, ClusterProblems problems, KubernetesCollector collector) {
    this.place = place;
    this.problems = problems;
    this.collector = collector;
  }

  Read read(ListTask task, Tree item) {
    String list = place + task.path();
    if (!(item instanceof Tree.Mapping mapping)) {
      Gap gap = gap(task, problems.unreadable(task.path(), "an item is no object"));
      return new Read("", List.of(new OwnedObjects.Seen(gap, list, null)));
    }
    Tree.Mapping object = withKind(task.kind(), mapping);
    String path = path(task.kind(), object);
    @Nullable Subject controller = OwnedObjects.controller(object, collector.podPaths());
    return new Read(
        path,
        collector.live(object, place + path).stream()
            .map((Observation one) -> new OwnedObjects.Seen(one, list, controller))
            .toList());
  }

  /** That a list is unknown, and with it what its objects could have said. */
  Gap gap(ListTask task, Problem problem) {
    return ClusterReading.gapAt(problem, place + task.path(), mayHide(task));
  }

  /** That the name space of a list proves not to be there; its objects hide nothing. */
  Gap noNamespace(ListTask task) {
    return ClusterReading.gapAt(
        problems.noNamespace(task.namespace()), place + task.path(), List.of());
  }

  List<String> mayHide(ListTask task) {
    return task.mayHide(collector.podPaths());
  }

  private static String path(ApiResource kind, Tree.Mapping object) {
    Tree.Mapping none = new Tree.Mapping(object.mark(), Map.of());
    Tree.Mapping metadata = object.mapping("metadata").orElse(none);
    return kind.path(metadata.text("namespace").orElse(""))
        + "/"
        + metadata.text("name").orElse("");
  }

  /** The items of lists of built-in kinds do not say what they are. */
  private static Tree.Mapping withKind(ApiResource kind, Tree.Mapping item) {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    entries.put("apiVersion", text(item, kind.apiVersion()));
    entries.put("kind", text(item, kind.kind()));
    entries.putAll(item.entries());
    return new Tree.Mapping(item.mark(), entries);
  }

  private static Tree.Entry text(Tree.Mapping item, String text) {
    return new Tree.Entry(item.mark(), new Tree.Scalar(item.mark(), text));
  }
}
