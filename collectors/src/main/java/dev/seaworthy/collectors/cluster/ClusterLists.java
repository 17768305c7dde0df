package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the lists of a cluster one after the other, and goes on when one of them fails. */
final class ClusterLists {
  /** A list that came whole. */
  record Listed(ListTask task, int objects, String resourceVersion) {}

  private final ApiServer server;
  private final String place;
  private final KubernetesCollector collector;
  private final ClusterProgress progress;
  private final List<OwnedObjects.Seen> seen = new ArrayList<>();
  private final List<Listed> listed = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private @Nullable ApiException serverLost;

  /**
   * Lists of one cluster.
   *
   * @param place what the paths of lists and objects are appended to, to tell where they are
   */
  ClusterLists(
      ApiServer server, String place, KubernetesCollector collector, ClusterProgress progress) {
    this.server = server;
    this.place = place;
    this.collector = collector;
    this.progress = progress;
  }

  List<OwnedObjects.Seen> seen() {
    return seen;
  }

  List<Listed> listed() {
    return listed;
  }

  List<Gap> gaps() {
    return gaps;
  }

  /** Reads all lists; two in a row that the server did not answer end it. */
  void read(List<ListTask> tasks) {
    for (int i = 0; i < tasks.size(); i++) {
      ListTask task = tasks.get(i);
      try {
        read(task, i + 1, tasks.size());
        serverLost = null;
      } catch (ApiException e) {
        List<ListTask> unasked = tasks.subList(i + 1, tasks.size());
        if (endsAll(e)) {
          gaps.add(ClusterReader.gapAt(e.problem(), place + task.path(), mayHide(task)));
          leave(unasked, e);
          return;
        }
        gaps.add(ClusterReader.gapAt(e.problem(), place + task.path(), mayHide(task)));
      }
    }
  }

  private boolean endsAll(ApiException e) {
    boolean again = serverLost != null && e.reach() == ApiException.Reach.SERVER;
    serverLost = e.reach() == ApiException.Reach.SERVER ? e : null;
    return again || e.reach() == ApiException.Reach.ALL;
  }

  private void leave(List<ListTask> unasked, ApiException because) {
    if (!unasked.isEmpty()) {
      Set<String> affects = new TreeSet<>();
      unasked.forEach(task -> affects.addAll(mayHide(task)));
      Problem problem = server.problems().unasked(unasked.size(), because.problem());
      gaps.add(ClusterReader.gapAt(problem, place, List.copyOf(affects)));
    }
  }

  private void read(ListTask task, int number, int of) throws ApiException {
    progress.read(number, of, task.kind().qualified(), 0);
    PagedList<List<OwnedObjects.Seen>> list =
        new PagedList<>(server, task.path(), task.query(), item -> object(task, item));
    PagedList.Listed<List<OwnedObjects.Seen>> all =
        list.read(count -> progress.read(number, of, task.kind().qualified(), count));
    all.items().forEach(seen::addAll);
    listed.add(new Listed(task, all.items().size(), all.resourceVersion()));
    if (task.provesNamespace() && all.items().isEmpty()) {
      gaps.add(
          ClusterReader.gapAt(
              server.problems().noNamespace(task.namespace()), place + task.path(), List.of()));
    }
  }

  private List<OwnedObjects.Seen> object(ListTask task, Tree item) {
    String list = place + task.path();
    if (!(item instanceof Tree.Mapping mapping)) {
      Problem problem = server.problems().unreadable(task.path(), "an item is no object");
      return List.of(
          new OwnedObjects.Seen(ClusterReader.gapAt(problem, list, mayHide(task)), list, null));
    }
    Tree.Mapping object = withKind(task.kind(), mapping);
    @Nullable Subject controller = OwnedObjects.controller(object, collector.podPaths());
    return collector.live(object, place + path(task.kind(), object)).stream()
        .map((Observation one) -> new OwnedObjects.Seen(one, list, controller))
        .toList();
  }

  private List<String> mayHide(ListTask task) {
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
