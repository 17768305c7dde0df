package dev.seaworthy.engine.rego;

import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Something that a rule said, and why: with the same at these places, whatever else the documents
 * hold, the rule says it again.
 *
 * @param said a member of the rule's value when that is a set, array or object; else the value
 * @param reads in order of place; none that follows from another
 */
public record Explained(Value said, List<Read> reads) {
  public Explained {
    reads = withoutImplied(reads);
  }

  private static List<Read> withoutImplied(Collection<Read> all) {
    List<Read> kept = new ArrayList<>();
    List<Read> sorted = List.copyOf(new TreeSet<>(all));
    for (int i = 0; i < sorted.size(); i++) {
      Read read = sorted.get(i);
      boolean below = !kept.isEmpty() && last(kept).isOnTheWayTo(read);
      if (below && last(kept).kind() == Read.Kind.VALUE) {
        continue;
      }
      boolean leadsOn = i + 1 < sorted.size() && read.isOnTheWayTo(sorted.get(i + 1));
      boolean atSamePlace = below && last(kept).path().size() == read.path().size();
      if (read.kind() != Read.Kind.PRESENT || !(leadsOn || atSamePlace)) {
        kept.add(read);
      }
    }
    return List.copyOf(kept);
  }

  private static Read last(List<Read> reads) {
    return reads.get(reads.size() - 1);
  }
}
