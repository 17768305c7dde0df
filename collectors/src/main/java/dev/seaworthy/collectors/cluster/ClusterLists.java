package dev.seaworthy.collectors.cluster;

import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the lists of a cluster one after the other, and goes on when one of them fails. */
final class ClusterLists {
  /** A list that came whole. */
  record Listed(ListTask task, int objects, String resourceVersion) {}

  private final ApiServer server;
  private final String place;
  private final LiveObjects objects;
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
  ClusterLists(ApiServer server, String place, LiveObjects objects, ClusterProgress progress) {
    this.server = server;
    this.place = place;
    this.objects = objects;
    this.progress = progress;
  }

  /** What came, and what did not. */
  ClusterReading.Lists all() {
    return new ClusterReading.Lists(seen, listed, gaps);
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
        gaps.add(objects.gap(task, e.problem()));
        if (endsAll(e)) {
          leave(unasked, e);
          return;
        }
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
      unasked.forEach(task -> affects.addAll(objects.mayHide(task)));
      Problem problem = server.problems().unasked(unasked.size(), because.problem());
      gaps.add(ClusterReading.gapAt(problem, place, List.copyOf(affects)));
    }
  }

  private void read(ListTask task, int number, int of) throws ApiException {
    progress.read(number, of, task.kind().qualified(), 0);
    PagedList<List<OwnedObjects.Seen>> list =
        new PagedList<>(server, task.path(), task.query(), item -> objects.read(task, item).seen());
    PagedList.Listed<List<OwnedObjects.Seen>> all =
        list.read(count -> progress.read(number, of, task.kind().qualified(), count));
    all.items().forEach(seen::addAll);
    listed.add(new Listed(task, all.items().size(), all.resourceVersion()));
    if (task.provesNamespace() && all.items().isEmpty()) {
      gaps.add(objects.noNamespace(task));
    }
  }
}
