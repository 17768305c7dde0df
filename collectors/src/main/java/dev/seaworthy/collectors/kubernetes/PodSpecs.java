package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pod specs of one object: where a path with lists and maps on its way leads to. */
final class PodSpecs {
  /**
   * The most of one object. Each is evidence together with its whole manifest, so that memory grows
   * by the product of the two.
   */
  static final int MOST = 64;

  /**
   * One pod spec.
   *
   * @param path keys and positions that lead to it, as in {@link JsonPath#steps}
   */
  record Found(List<Object> path, Tree.Mapping spec) {}

  private final List<String> steps;
  private final List<Found> found = new ArrayList<>();
  private final List<Shape.Fault> lost = new ArrayList<>();
  private final List<Object> here = new ArrayList<>();

  private PodSpecs(List<String> steps) {
    this.steps = steps;
  }

  /**
   * Follows a path.
   *
   * @param steps as in {@link PodPath#steps}
   */
  static PodSpecs in(Tree.Mapping object, List<String> steps) {
    PodSpecs specs = new PodSpecs(steps);
    specs.walk(object, object.mark(), 0);
    return specs;
  }

  /** In order of the source; no list or map on the way need have an entry. */
  List<Found> found() {
    return found;
  }

  /** Where the path leads nowhere. */
  List<Shape.Fault> lost() {
    return lost;
  }

  /** Whether there are more than {@link #MOST}; {@link #found} holds not all of them then. */
  boolean isTooMany() {
    return found.size() > MOST;
  }

  /**
   * Follows the steps after the first {@code done} from {@code at}, which stands at {@code mark}.
   */
  private void walk(@Nullable Tree at, Tree.Mark mark, int done) {
    boolean list = done < steps.size() && steps.get(done).equals(PodPath.EACH_ITEM);
    if (isTooMany()) {
      return;
    }
    if (list && at instanceof Tree.Sequence sequence) {
      items(sequence, done);
    } else if (!list && at instanceof Tree.Mapping mapping) {
      step(mapping, done);
    } else {
      lost.add(new Shape.Fault(new JsonPath(here), mark, list ? "a list" : "a mapping"));
    }
  }

  private void items(Tree.Sequence list, int done) {
    for (int i = 0; i < list.items().size(); i++) {
      Tree item = list.items().get(i);
      below(i, item, item.mark(), done);
    }
  }

  private void step(Tree.Mapping mapping, int done) {
    if (done == steps.size()) {
      found.add(new Found(List.copyOf(here), mapping));
    } else if (steps.get(done).equals(PodPath.EACH_VALUE)) {
      mapping.entries().forEach((key, one) -> below(key, one.value(), one.keyMark(), done));
    } else {
      Tree.@Nullable Entry entry = mapping.entries().get(steps.get(done));
      below(
          steps.get(done),
          entry == null ? null : entry.value(),
          entry == null ? mapping.mark() : entry.keyMark(),
          done);
    }
  }

  private void below(Object step, @Nullable Tree at, Tree.Mark mark, int done) {
    here.add(step);
    walk(at, mark, done + 1);
    here.remove(here.size() - 1);
  }
}
