package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The evidence that controls are given: what their metadata declares, and nothing else.
 *
 * @param patterns each a kind, or of a kind what is about one kind of subject
 */
record Sight(Set<String> patterns) {
  /** What all of {@code controls} may see together. */
  static Sight of(Collection<Control> controls) {
    return new Sight(
        controls.stream().flatMap(Control::kinds).collect(Collectors.toUnmodifiableSet()));
  }

  /** Every kind of evidence seen, in whole or in part, in order. */
  Set<String> kinds() {
    return patterns.stream()
        .map(EvidencePattern::kindIn)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is seen of a snapshot, in its order. */
  List<Evidence> in(Snapshot snapshot) {
    Map<String, Set<String>> subjects = subjectsByKind();
    return snapshot.evidence().stream()
        .filter(
            one ->
                patterns.contains(one.kind())
                    || subjects.getOrDefault(one.kind(), Set.of()).contains(one.subject().kind()))
        .toList();
  }

  /** Of the kinds of evidence that are seen in part, the kinds of subjects that are. */
  private Map<String, Set<String>> subjectsByKind() {
    return patterns.stream()
        .filter(EvidencePattern::isNarrow)
        .collect(
            Collectors.groupingBy(
                EvidencePattern::kindIn,
                Collectors.mapping(EvidencePattern::subjectIn, Collectors.toSet())));
  }
}
