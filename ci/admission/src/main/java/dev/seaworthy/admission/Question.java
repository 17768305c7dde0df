package dev.seaworthy.admission;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Scope;
import java.util.Set;

/** What a control has to be given to judge an object of a request. */
public enum Question {
  /** The object alone. */
  OBJECT,
  /** The object among others of its cluster. */
  SURROUNDINGS,
  /** Evidence that no request and no manifest holds, such as scans. */
  MORE;

  /** The kinds of evidence that an object of the API becomes. */
  static final Set<String> KINDS = Set.of(EvidenceKinds.OBJECT, EvidenceKinds.WORKLOAD);

  /** Whether a control names the kinds of objects that it looks at, and not any there may be. */
  static boolean namesItsKinds(Control control) {
    return control
        .kinds()
        .allMatch(kind -> kind.equals(EvidenceKinds.WORKLOAD) || EvidencePattern.isNarrow(kind));
  }

  public static Question of(Control control) {
    if (control.scope() == Scope.OBJECT && KINDS.containsAll(control.needs())) {
      return OBJECT;
    }
    return control.kinds().map(EvidencePattern::kindIn).allMatch(KINDS::contains)
        ? SURROUNDINGS
        : MORE;
  }
}
