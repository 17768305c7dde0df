package dev.seaworthy.cli.format;

import dev.seaworthy.cli.framework.Mappings;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a verdict says, as the one result of OSCAL's Assessment Results. */
final class OscalResult {
  private static final String NAMES = "https://seaworthy.dev/ns/oscal";

  private final Verdict verdict;
  private final Presentation presentation;
  private final OscalIds ids;
  private final OscalPlan plan;

  OscalResult(Verdict verdict, Presentation presentation, OscalIds ids, OscalPlan plan) {
    this.verdict = verdict;
    this.presentation = presentation;
    this.ids = ids;
    this.plan = plan;
  }

  Map<String, Object> tree() {
    List<Object> observations = new ArrayList<>();
    List<Object> findings = new ArrayList<>();
    for (ControlResult result : verdict.results()) {
      List<Map<String, Object>> seen = observations(result);
      observations.addAll(seen);
      findings.add(finding(result, seen));
    }
    Map<String, Object> tree = new TreeMap<>();
    tree.put("uuid", ids.of("result"));
    tree.put("title", "Verdict: " + verdict.status().id());
    tree.put("description", "The release " + VerdictWords.meaning(verdict) + ".");
    tree.put("start", verdict.evaluatedAt().toString());
    tree.put("end", verdict.evaluatedAt().toString());
    tree.put("reviewed-controls", plan.reviewed());
    tree.put(
        "props",
        List.of(
            property("verdict", verdict.status().id()),
            property("candidate", verdict.release().candidate().digest().toString()),
            property("evidence", verdict.snapshot().digest().toString()),
            property("valid-until", verdict.validUntil().toString())));
    // OSCAL knows no empty list.
    if (!observations.isEmpty()) {
      tree.put("observations", observations);
    }
    if (!findings.isEmpty()) {
      tree.put("findings", findings);
    }
    return tree;
  }

  private List<Map<String, Object>> observations(ControlResult result) {
    List<Map<String, Object>> all = new ArrayList<>();
    Outcome outcome = result.outcome();
    for (Finding finding : outcome.findings()) {
      all.add(observation(result, finding, finding.fix()));
    }
    for (Outcome.WaivedFinding waived : outcome.waived()) {
      String note = "Waived " + waived.waiver().words();
      all.add(observation(result, waived.finding(), note));
    }
    for (Doubt doubt : outcome.doubts()) {
      String name = name(result) + CanonicalJson.of(doubt.toTree());
      all.add(
          observation(
              name,
              doubt.problem().message(),
              doubt.problem().fix(),
              doubt.location(),
              List.of(property("code", doubt.problem().code()))));
    }
    return all;
  }

  private Map<String, Object> observation(ControlResult result, Finding finding, String remarks) {
    List<Map<String, Object>> props = new ArrayList<>();
    props.add(property("rule", finding.rule()));
    props.add(property("subject", finding.subject().toString()));
    props.add(property("fingerprint", finding.fingerprint()));
    if (!finding.path().steps().isEmpty()) {
      props.add(property("path", finding.path().pointer()));
    }
    return observation(
        name(result) + finding.fingerprint(),
        finding.message(),
        remarks,
        finding.location(),
        props);
  }

  private Map<String, Object> observation(
      String name,
      String message,
      String remarks,
      Location location,
      List<Map<String, Object>> props) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("uuid", ids.of(name));
    tree.put("description", Printable.of(message));
    tree.put("methods", List.of("TEST"));
    tree.put("collected", verdict.evaluatedAt().toString());
    tree.put("expires", verdict.validUntil().toString());
    tree.put("props", props);
    tree.put("remarks", Printable.of(remarks));
    if (!location.file().isEmpty()) {
      tree.put(
          "relevant-evidence",
          List.of(
              Map.of(
                  "href",
                  SarifLocations.uri(presentation.file(location)),
                  "description",
                  Printable.of(presentation.place(location)))));
    }
    return tree;
  }

  private Map<String, Object> finding(
      ControlResult result, List<Map<String, Object>> observations) {
    Control control = result.control();
    Map<String, Object> tree = new TreeMap<>();
    tree.put("uuid", ids.of(name(result) + "conclusion"));
    tree.put("title", control.id() + ": " + control.title());
    tree.put(
        "description", control.description().isBlank() ? control.title() : control.description());
    tree.put(
        "target",
        Map.of(
            "type", "objective-id",
            "target-id", control.id(),
            "status", status(result)));
    tree.put("props", props(result));
    if (!observations.isEmpty()) {
      tree.put(
          "related-observations",
          observations.stream().map(one -> Map.of("observation-uuid", one.get("uuid"))).toList());
    }
    return tree;
  }

  /** Only what was judged and found in order is satisfied; the rest says why it is not. */
  private static Map<String, Object> status(ControlResult result) {
    Map<String, Object> status = new TreeMap<>();
    status.put("state", result.status() == Status.PASS ? "satisfied" : "not-satisfied");
    status.put("reason", result.status().id());
    if (result.outcome() instanceof Outcome.Excused excused) {
      status.put(
          "remarks", Printable.of("Declared not applicable: " + excused.declaration().reason()));
    }
    return status;
  }

  private static List<Map<String, Object>> props(ControlResult result) {
    Control control = result.control();
    List<Map<String, Object>> props = new ArrayList<>();
    props.add(property("bundle", result.bundle()));
    props.add(property("stage", control.stage().id()));
    props.add(property("severity", control.severity().id()));
    Mappings.of(control)
        .forEach((framework, all) -> all.forEach(id -> props.add(mapping(framework, id))));
    return props;
  }

  private static Map<String, Object> mapping(String framework, String id) {
    Map<String, Object> property = new TreeMap<>(property("mapping", id));
    property.put("class", framework);
    return property;
  }

  /** A value is one line, and not empty. */
  private static Map<String, Object> property(String name, String value) {
    String text = Printable.of(value).strip();
    return Map.of("name", name, "ns", NAMES, "value", text.isEmpty() ? "-" : text);
  }

  private static String name(ControlResult result) {
    return result.bundle() + "/" + result.control().id() + "/";
  }
}
