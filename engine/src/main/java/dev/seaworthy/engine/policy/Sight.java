package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The evidence that controls are given: what their metadata declares, and nothing else. */
final class Sight {
  private final Set<String> kinds = new TreeSet<>();

  /** Kinds of which only some subjects are seen, by those subjects' patterns. */
  private final Map<String, Set<String>> narrow = new HashMap<>();

  private Sight(Stream<String> patterns) {
    patterns.forEach(
        pattern -> {
          String kind = EvidencePattern.kindIn(pattern);
          if (EvidencePattern.isNarrow(pattern)) {
            narrow.computeIfAbsent(kind, unseen -> new HashSet<>()).add(pattern);
          } else {
            kinds.add(kind);
          }
        });
    kinds.forEach(narrow::remove);
    kinds.addAll(narrow.keySet());
  }

  /** What all of {@code controls} may see together. */
  static Sight of(Collection<Control> controls) {
    return new Sight(controls.stream().flatMap(Control::kinds));
  }

  /** Every kind of evidence seen, in whole or in part. */
  Set<String> kinds() {
    return kinds;
  }

  /** What is seen of a snapshot, in its order. */
  List<Evidence> in(Snapshot snapshot) {
    return snapshot.evidence().stream().filter(this::sees).toList();
  }

  private boolean sees(Evidence evidence) {
    if (!kinds.contains(evidence.kind())) {
      return false;
    }
    Set<String> subjects = narrow.get(evidence.kind());
    return subjects == null || subjects.contains(evidence.kind() + ":" + evidence.subject().kind());
  }
}
