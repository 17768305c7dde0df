package dev.seaworthy.conformance.manifests;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a reader makes of one file.
 *
 * @param objects each in canonical JSON, sorted
 * @param refusals codes of problems, or the words of kubectl; empty if everything was read
 * @param notices codes of what is told of a file that is read nevertheless
 */
record Reading(List<String> objects, Set<String> refusals, Set<String> notices) {
  Reading {
    objects = objects.stream().sorted().toList();
    refusals = new TreeSet<>(refusals);
    notices = new TreeSet<>(notices);
  }

  static Reading of(Collection<String> objects, Set<String> refusals) {
    return new Reading(List.copyOf(objects), refusals, Set.of());
  }

  boolean refused() {
    return !refusals.isEmpty();
  }
}
