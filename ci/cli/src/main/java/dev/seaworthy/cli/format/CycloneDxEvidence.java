package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found, as the evidence of CycloneDX's claims; what differs in nothing is one. */
final class CycloneDxEvidence {
  private final Map<String, Map<String, Object>> all = new TreeMap<>();
  private final Verdict verdict;
  private final Presentation presentation;

  CycloneDxEvidence(Verdict verdict, Presentation presentation) {
    this.verdict = verdict;
    this.presentation = presentation;
  }

  /** The evidence of all results that were asked for, by reference. */
  List<Map<String, Object>> all() {
    return List.copyOf(all.values());
  }

  /** References to the evidence of a result, of which there is always some. */
  List<String> of(ControlResult result) {
    List<String> refs = new ArrayList<>();
    Outcome outcome = result.outcome();
    outcome.findings().forEach(finding -> refs.add(add(result, "finding", finding, Map.of())));
    outcome
        .waived()
        .forEach(
            one ->
                refs.add(
                    add(result, "waived", one.finding(), Map.of("waiver", one.waiver().words()))));
    outcome.doubts().forEach(doubt -> refs.add(add(result, doubt)));
    if (refs.isEmpty()) {
      refs.add(add(result, "result", VerdictWords.words(result.status()), snapshot()));
    }
    return refs.stream().distinct().toList();
  }

  private String add(ControlResult result, String kind, Finding finding, Map<String, Object> more) {
    Map<String, Object> data = new TreeMap<>(more);
    data.put("rule", finding.rule());
    data.put("subject", finding.subject().toString());
    data.put("path", finding.path().pointer());
    data.put("fingerprint", finding.fingerprint());
    data.put("fix", finding.fix());
    place(finding.location(), data);
    return add(result, kind, finding.message(), data);
  }

  private String add(ControlResult result, Doubt doubt) {
    Map<String, Object> data = new TreeMap<>();
    data.put("code", doubt.problem().code());
    data.put("fix", doubt.problem().fix());
    place(doubt.location(), data);
    return add(result, "unknown", doubt.problem().message(), data);
  }

  private String add(ControlResult result, String kind, String text, Map<String, Object> data) {
    CanonicalJson content = CanonicalJson.of(data);
    String name =
        CanonicalJson.of(
                List.of(result.bundle(), result.control().id(), kind, text, content.toString()))
            .digest()
            .hex();
    String ref = "evidence:" + name;
    all.put(
        ref,
        Map.of(
            "bom-ref", ref,
            "propertyName", "seaworthy:" + kind,
            "description", Printable.of(text),
            "created", verdict.evaluatedAt().toString(),
            "expires", verdict.validUntil().toString(),
            "data", List.of(attachment(content))));
    return ref;
  }

  private static Map<String, Object> attachment(CanonicalJson content) {
    return Map.of(
        "name",
        "details",
        "contents",
        Map.of(
            "attachment",
            Map.of("contentType", "application/json", "content", content.toString())));
  }

  private Map<String, Object> snapshot() {
    return Map.of("snapshot", verdict.snapshot().digest().toString());
  }

  private void place(Location location, Map<String, Object> data) {
    if (!location.file().isEmpty()) {
      data.put("place", presentation.place(location));
    }
  }
}
