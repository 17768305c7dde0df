package dev.seaworthy.engine.rego.value;

import org.jspecify.annotations.Nullable;

/**
 * The look-up of one key in many objects. Objects of the same shape share their table of keys: what
 * was found in one is at the same place in the next. Safe for many threads.
 */
public final class KeyLookup {
  /** Threads that each see objects of shapes of their own would take the place from one another. */
  private static final int MAX_REPLACEMENTS = 64;

  private final Value key;

  /** Replaced as a whole, so that another thread sees the old place or the new one. */
  private @Nullable Place last;

  private int replacements;

  private record Place(KeyTable table, int position) {}

  public KeyLookup(Value key) {
    this.key = key;
  }

  /** The value under the key; null when undefined. */
  @SuppressWarnings("ReferenceEquality") // The same table, not an equal one.
  public @Nullable Value in(Value within) {
    if (!(within instanceof ObjectValue object)) {
      return within.get(key);
    }
    KeyTable shared = object.sharedKeys();
    if (shared == null) {
      return object.get(key);
    }
    Place place = last;
    if (place == null || place.table != shared) {
      if (replacements >= MAX_REPLACEMENTS) {
        return object.get(key);
      }
      replacements++;
      place = new Place(shared, shared.find(key));
      last = place;
    }
    return place.position < 0 ? null : object.valueAt(place.position);
  }
}
