package dev.seaworthy.admission.cel;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Control;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A control in CEL.
 *
 * @param rules digest of the code that it was proven equal to
 * @param settings variables that depend on parameters alone, in the order of their use
 * @param facts variables that depend on the object
 * @param leftOut rules of the control that are not said, and why none of them is missed
 */
record CelControl(
    String id,
    Digest rules,
    Map<String, String> settings,
    Map<String, String> facts,
    List<CelFinding> findings,
    Map<String, String> leftOut) {
  CelControl {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    findings = List.copyOf(findings);
    leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
  }

  /** The rules that are said, in the order of the file. */
  List<String> said() {
    return findings.stream().map(CelFinding::rule).distinct().toList();
  }

  /** The words of a rule that is said. */
  Control.Rule rule(Control control, String rule) {
    Control.Rule words = control.rules().get(rule);
    if (words == null) {
      throw new IllegalStateException("%s has no rule `%s`".formatted(id, rule));
    }
    return words;
  }
}
