package dev.seaworthy.engine.rego;

import dev.seaworthy.engine.rego.value.Value;
import java.util.Comparator;
import java.util.List;

/**
 * A place in a document that an evaluation looked at, and what it saw there that mattered.
 *
 * @param path from the document's root: keys of objects, positions of arrays, members of sets
 */
public record Read(Document document, List<Value> path, Kind kind) implements Comparable<Read> {
  /** Which document. */
  public enum Document {
    INPUT,
    DATA
  }

  /** What mattered of a place. Whoever changes anything else there changes nothing. */
  public enum Kind {
    /** The value, with all that is in it. */
    VALUE,
    /** Which elements there are, or which type it has; not the elements' values. */
    KEYS,
    /** That there is something. */
    PRESENT,
    /** That there is nothing. */
    ABSENT
  }

  private static final Comparator<Read> ORDER =
      Comparator.comparing(Read::document)
          .thenComparing(Read::path, Read::comparePaths)
          .thenComparing(Read::kind);

  public Read {
    path = List.copyOf(path);
  }

  /** Whether a path leads to this place, or through it. */
  boolean isOnTheWayTo(Read other) {
    return document == other.document
        && path.size() <= other.path.size()
        && path.equals(other.path.subList(0, path.size()));
  }

  @Override
  public int compareTo(Read other) {
    return ORDER.compare(this, other);
  }

  private static int comparePaths(List<Value> one, List<Value> other) {
    int shorter = Math.min(one.size(), other.size());
    for (int i = 0; i < shorter; i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  /** {@code input["pod"]["containers"][0]: VALUE}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(document == Document.INPUT ? "input" : "data");
    path.forEach(step -> text.append('[').append(step).append(']'));
    return text.append(": ").append(kind).toString();
  }
}
