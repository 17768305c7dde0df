package dev.seaworthy.cli.format;

import dev.seaworthy.cli.framework.Mappings;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events of OCSF's class Compliance Finding. */
final class OcsfEvents {
  private static final String VERSION = "1.8.0";
  private static final int FINDINGS = 2;
  private static final int COMPLIANCE_FINDING = 2003;
  private static final int CREATE = 1;

  private static final int NEW = 1;
  private static final int SUPPRESSED = 3;

  private final Verdict verdict;
  private final Presentation presentation;

  OcsfEvents(Verdict verdict, Presentation presentation) {
    this.verdict = verdict;
    this.presentation = presentation;
  }

  CanonicalJson finding(ControlResult result, Finding finding) {
    return CanonicalJson.of(finding(result, finding, NEW, ""));
  }

  CanonicalJson waived(ControlResult result, Outcome.WaivedFinding waived) {
    String note = "waived " + waived.waiver().words();
    return CanonicalJson.of(finding(result, waived.finding(), SUPPRESSED, note));
  }

  CanonicalJson doubt(ControlResult result, Doubt doubt) {
    String message = doubt.problem().message();
    Map<String, Object> event = event(result, severity(result.control().severity()), message);
    event.put("status_id", NEW);
    event.put("compliance", compliance(result, Status.UNKNOWN, List.of(message)));
    event.put("finding_info", info(result, uid(result, doubt.toTree()), message));
    event.put("remediation", Map.of("desc", doubt.problem().fix()));
    evidences(event, doubt.location(), Map.of("code", doubt.problem().code()));
    return CanonicalJson.of(event);
  }

  /** A control that has nothing more to say than how it ended. */
  CanonicalJson silent(ControlResult result) {
    Control control = result.control();
    List<String> details =
        result.outcome() instanceof Outcome.Excused excused
            ? List.of(excused.declaration().reason())
            : List.of();
    Map<String, Object> event = event(result, 1, control.title());
    event.put("compliance", compliance(result, result.status(), details));
    event.put(
        "finding_info",
        info(result, uid(result, Map.of("status", result.status().id())), control.description()));
    return CanonicalJson.of(event);
  }

  private Map<String, Object> finding(
      ControlResult result, Finding finding, int status, String note) {
    Map<String, Object> event =
        event(result, severity(result.control().severity()), finding.message());
    event.put("status_id", status);
    List<String> details = new ArrayList<>(List.of(finding.message()));
    if (!note.isEmpty()) {
      details.add(note);
    }
    event.put("compliance", compliance(result, Status.FAIL, details));
    event.put("finding_info", info(result, finding.fingerprint(), finding.message()));
    event.put("remediation", Map.of("desc", finding.fix()));
    Map<String, Object> resource = new TreeMap<>();
    resource.put("name", finding.subject().name());
    resource.put("type", finding.subject().kind());
    finding.subject().namespaceIfAny().ifPresent(one -> resource.put("namespace", one));
    event.put("resources", List.of(resource));
    evidences(
        event,
        finding.location(),
        Map.of(
            "rule", finding.rule(),
            "path", finding.path().pointer(),
            "values", finding.values()));
    return event;
  }

  private Map<String, Object> event(ControlResult result, int severity, String message) {
    Map<String, Object> event = new TreeMap<>();
    event.put("activity_id", CREATE);
    event.put("category_uid", FINDINGS);
    event.put("class_uid", COMPLIANCE_FINDING);
    event.put("type_uid", COMPLIANCE_FINDING * 100 + CREATE);
    event.put("time", verdict.evaluatedAt().toEpochMilli());
    event.put("severity_id", severity);
    event.put("message", message);
    event.put(
        "metadata",
        Map.of(
            "version",
            VERSION,
            "product",
            Map.of(
                "name", "Seaworthy",
                "vendor_name", "Seaworthy",
                "version", verdict.identity().version())));
    event.put(
        "unmapped",
        Map.of(
            "bundle", result.bundle(),
            "candidate", verdict.release().candidate().toTree(),
            "environment", verdict.release().environment(),
            "verdict", verdict.status().id(),
            "valid_until", verdict.validUntil().toString()));
    return event;
  }

  private static Map<String, Object> compliance(
      ControlResult result, Status status, List<String> details) {
    Control control = result.control();
    Map<String, Object> compliance = new TreeMap<>();
    compliance.put("control", control.id());
    compliance.put("category", control.stage().id());
    compliance.put("desc", control.title());
    compliance.put("standards", List.copyOf(Mappings.of(control).keySet()));
    List<String> requirements = new ArrayList<>();
    Mappings.of(control)
        .forEach((framework, ids) -> ids.forEach(id -> requirements.add(framework + " " + id)));
    compliance.put("requirements", requirements);
    compliance.put("status_id", statusId(status));
    compliance.put("status", status(status));
    if (!details.isEmpty()) {
      compliance.put("status_details", details);
    }
    return compliance;
  }

  private Map<String, Object> info(ControlResult result, String uid, String text) {
    return Map.of(
        "uid",
        uid,
        "title",
        result.control().id() + ": " + result.control().title(),
        "desc",
        text,
        "created_time",
        verdict.evaluatedAt().toEpochMilli());
  }

  private void evidences(Map<String, Object> event, Location location, Map<String, Object> more) {
    Map<String, Object> data = new TreeMap<>(more);
    if (!location.file().isEmpty()) {
      data.put("location", presentation.place(location));
    }
    event.put("evidences", List.of(Map.of("data", data)));
  }

  /** The same for the same thing each time. */
  private String uid(ControlResult result, Map<String, Object> what) {
    return CanonicalJson.of(
            Map.of(
                "candidate", verdict.release().candidate().name(),
                "bundle", result.bundle(),
                "control", result.control().id(),
                "what", what))
        .digest()
        .toString();
  }

  private static int severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 5;
      case HIGH -> 4;
      case MEDIUM -> 3;
      case LOW -> 2;
    };
  }

  /** OCSF's "Warning" is a check without a result for want of information. */
  private static int statusId(Status status) {
    return switch (status) {
      case PASS -> 1;
      case UNKNOWN -> 2;
      case FAIL, WAIVED -> 3;
      case NOT_APPLICABLE -> 99;
    };
  }

  private static String status(Status status) {
    return switch (status) {
      case PASS -> "Pass";
      case UNKNOWN -> "Warning";
      case FAIL, WAIVED -> "Fail";
      case NOT_APPLICABLE -> "Not applicable";
    };
  }
}
