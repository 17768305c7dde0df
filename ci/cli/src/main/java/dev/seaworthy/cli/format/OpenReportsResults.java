package dev.seaworthy.cli.format;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a verdict says, as results of OpenReports. */
final class OpenReportsResults {
  static final String SOURCE = "seaworthy";

  /**
   * One result.
   *
   * @param namespace of what it is about; empty where that has none
   */
  record Result(String namespace, Map<String, Object> tree) {}

  private final Verdict verdict;
  private final Presentation presentation;

  OpenReportsResults(Verdict verdict, Presentation presentation) {
    this.verdict = verdict;
    this.presentation = presentation;
  }

  List<Result> all() {
    List<Result> all = new ArrayList<>();
    for (ControlResult result : verdict.results()) {
      Outcome outcome = result.outcome();
      outcome.findings().forEach(one -> all.add(finding(result, one, "")));
      outcome.waived().forEach(one -> all.add(waived(result, one)));
      outcome.doubts().forEach(one -> all.add(doubt(result, one)));
      if (outcome.isSilent()) {
        Map<String, Object> tree = tree(result, OpenReportsFormat.result(result.status()));
        tree.put("message", result.control().title());
        all.add(new Result("", tree));
      }
    }
    return all;
  }

  private Result finding(ControlResult result, Finding finding, String note) {
    boolean counts = result.control().severity().isAtLeast(verdict.failOn());
    Map<String, Object> tree = tree(result, note.isEmpty() ? (counts ? "fail" : "warn") : "skip");
    tree.put("scored", counts);
    tree.put("rule", finding.rule());
    tree.put("message", SarifResults.sentence(finding.message(), finding.fix()));
    tree.put("resources", List.of(resource(finding.subject())));
    Map<String, Object> properties = properties(result, finding.location());
    properties.put("path", finding.path().pointer());
    properties.put("fingerprint", finding.fingerprint());
    if (!note.isEmpty()) {
      properties.put("waiver", note);
    }
    tree.put("properties", properties);
    return new Result(finding.subject().namespace(), tree);
  }

  private Result waived(ControlResult result, Outcome.WaivedFinding waived) {
    return finding(result, waived.finding(), waived.waiver().words());
  }

  private Result doubt(ControlResult result, Doubt doubt) {
    Map<String, Object> tree = tree(result, "error");
    tree.put("rule", doubt.problem().code());
    tree.put("message", SarifResults.sentence(doubt.problem().message(), doubt.problem().fix()));
    tree.put("properties", properties(result, doubt.location()));
    return new Result("", tree);
  }

  private Map<String, Object> tree(ControlResult result, String word) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("source", SOURCE);
    tree.put("policy", result.control().id());
    tree.put("category", result.control().stage().id());
    tree.put("severity", result.control().severity().id());
    tree.put("result", word);
    tree.put("scored", true);
    tree.put("timestamp", Map.of("seconds", verdict.evaluatedAt().getEpochSecond(), "nanos", 0));
    tree.put("properties", properties(result, Location.of("")));
    return tree;
  }

  /** Properties are text, whatever they hold. */
  private Map<String, Object> properties(ControlResult result, Location location) {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("bundle", result.bundle());
    if (!location.file().isEmpty()) {
      properties.put("location", presentation.place(location));
    }
    return properties;
  }

  private static Map<String, Object> resource(Subject subject) {
    Map<String, Object> resource = new TreeMap<>();
    resource.put("kind", subject.kind());
    resource.put("name", subject.name());
    subject.namespaceIfAny().ifPresent(namespace -> resource.put("namespace", namespace));
    return resource;
  }
}
