package dev.seaworthy.cli.format;

import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Findings, waived findings and doubts as SARIF results. */
final class SarifResults {
  private final SarifLocations locations;

  SarifResults(SarifLocations locations) {
    this.locations = locations;
  }

  List<Map<String, Object>> of(List<ControlResult> controls) {
    List<Map<String, Object>> results = new ArrayList<>();
    for (int rule = 0; rule < controls.size(); rule++) {
      ControlResult control = controls.get(rule);
      int index = rule;
      control.outcome().findings().forEach(one -> results.add(finding(control, index, one)));
      control.outcome().waived().forEach(one -> results.add(waived(control, index, one)));
      control.outcome().doubts().forEach(one -> results.add(doubt(control, index, one)));
    }
    return results;
  }

  /** What is wrong and how to mend it, as one text. */
  static String sentence(String message, String fix) {
    return message + ". To mend it, " + fix;
  }

  private Map<String, Object> finding(ControlResult control, int index, Finding finding) {
    Map<String, Object> result = result(control, index);
    result.put("kind", "fail");
    result.put("level", SarifRules.level(control.control().severity()));
    result.put("message", Map.of("text", sentence(finding.message(), finding.fix())));
    result.put("locations", locations.of(finding.location(), finding.subject()));
    result.put("partialFingerprints", Map.of("seaworthy/v1", finding.fingerprint()));
    result.put(
        "properties",
        Map.of(
            "rule", finding.rule(),
            "subject", finding.subject().toTree(),
            "path", finding.path().pointer(),
            "values", finding.values()));
    return result;
  }

  private Map<String, Object> waived(
      ControlResult control, int index, Outcome.WaivedFinding waived) {
    Map<String, Object> result = finding(control, index, waived.finding());
    result.put(
        "suppressions",
        List.of(
            Map.of(
                "kind",
                "external",
                "status",
                "accepted",
                "justification",
                "waived " + waived.waiver().words())));
    return result;
  }

  /** SARIF's word for "could not be decided" is {@code open}; only failures have a level. */
  private Map<String, Object> doubt(ControlResult control, int index, Doubt doubt) {
    Map<String, Object> result = result(control, index);
    result.put("kind", "open");
    result.put("level", "none");
    result.put(
        "message", Map.of("text", sentence(doubt.problem().message(), doubt.problem().fix())));
    result.put("locations", locations.of(doubt.location()));
    result.put("properties", Map.of("code", doubt.problem().code()));
    return result;
  }

  private static Map<String, Object> result(ControlResult control, int index) {
    Map<String, Object> result = new TreeMap<>();
    result.put("ruleId", control.control().id());
    result.put("ruleIndex", index);
    return result;
  }
}
