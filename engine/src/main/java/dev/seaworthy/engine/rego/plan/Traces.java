package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.Read;
import dev.seaworthy.engine.rego.value.Value;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** What is known of values: where they stand, or how they were made. */
final class Traces {
  private final IdentityHashMap<Value, Built> collections = new IdentityHashMap<>();
  private final boolean precise;

  /**
   * @param precise whether to tell what was looked at of a value from what was carried along; more
   *     to note, and more to tell people
   */
  Traces(boolean precise) {
    this.precise = precise;
  }

  boolean isPrecise() {
    return precise;
  }

  /** Begins to note how a collection is made. */
  Built begin(Value collection) {
    Built built = new Built();
    collections.put(collection, built);
    return built;
  }

  @Nullable Built built(@Nullable Value value) {
    return value == null ? null : collections.get(value);
  }

  /** What decides a variable's value with all that is in it. */
  Reads whole(TracedFrame frame, int slot) {
    return whole(frame.traced[slot], frame.locals[slot]);
  }

  Reads whole(Traced trace, @Nullable Value value) {
    Place origin = trace.origin();
    Reads reads = trace.reads();
    if (origin != null) {
      return reads.and(Reads.of(origin, value == null ? Read.Kind.ABSENT : Read.Kind.VALUE));
    }
    Built built = built(value);
    return built == null ? reads : reads.and(built.whole());
  }

  /** What decides which elements a variable's value has. */
  Reads keys(TracedFrame frame, int slot) {
    Traced trace = frame.traced[slot];
    Place origin = trace.origin();
    Built built = built(frame.locals[slot]);
    if (precise && origin == null && built != null) {
      return trace.reads().and(built.keys());
    }
    return origin == null
        ? whole(frame, slot)
        : trace.reads().and(Reads.of(origin, Read.Kind.KEYS));
  }

  /** What is known of an element of a value. */
  Traced element(Traced of, @Nullable Value value, Value key) {
    Built built = built(value);
    Traced member = built == null ? null : built.get(key);
    return member == null ? of.at(key) : member.and(of.reads());
  }

  /** What decides that a value has an element. */
  static Reads presence(Traced element) {
    Place origin = element.origin();
    return origin == null
        ? element.reads()
        : element.reads().and(Reads.of(origin, Read.Kind.PRESENT));
  }

  /** What decides that a value has no element under a key. */
  Reads absence(Traced of, @Nullable Value value, Value key) {
    Place origin = of.origin();
    if (origin == null) {
      return whole(of, value);
    }
    return of.reads().and(Reads.of(value == null ? origin : origin.at(key), Read.Kind.ABSENT));
  }
}
