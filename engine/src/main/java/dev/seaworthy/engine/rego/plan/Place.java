package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.Read;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document, as a step from the place above it.
 *
 * @param above null for the document's root
 * @param step null for the document's root
 */
record Place(Read.Document document, @Nullable Place above, @Nullable Value step) {
  static Place root(Read.Document document) {
    return new Place(document, null, null);
  }

  Place at(Value key) {
    return new Place(document, this, key);
  }

  List<Value> path() {
    Deque<Value> path = new ArrayDeque<>();
    for (Place place = this; place != null && place.step != null; place = place.above) {
      path.addFirst(place.step);
    }
    return List.copyOf(path);
  }
}
