package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.Read;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set of reads that never changes: joining two costs one object, whatever they hold. */
final class Reads {
  static final Reads NONE = new Reads(null, null, null);

  private final @Nullable Read read;
  private final @Nullable Reads left;
  private final @Nullable Reads right;

  private Reads(@Nullable Read read, @Nullable Reads left, @Nullable Reads right) {
    this.read = read;
    this.left = left;
    this.right = right;
  }

  static Reads of(Place place, Read.Kind kind) {
    return new Reads(new Read(place.document(), place.path(), kind), null, null);
  }

  @SuppressWarnings("ReferenceEquality") // Only saves an object.
  Reads and(Reads other) {
    if (this == NONE || this == other) {
      return other;
    }
    return other == NONE ? this : new Reads(null, this, other);
  }

  /** All reads, in no order, some perhaps more than once. */
  List<Read> all() {
    List<Read> all = new ArrayList<>();
    Set<Reads> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Reads> open = new ArrayDeque<>(List.of(this));
    while (!open.isEmpty()) {
      Reads next = open.removeLast();
      if (!seen.add(next)) {
        continue;
      }
      if (next.read != null) {
        all.add(next.read);
      }
      if (next.left != null && next.right != null) {
        open.add(next.left);
        open.add(next.right);
      }
    }
    return all;
  }
}
