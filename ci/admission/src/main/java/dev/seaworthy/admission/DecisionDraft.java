package dev.seaworthy.admission;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what controls said of one request, and words the answer. */
final class DecisionDraft {
  private static final int SHOWN = 5;

  private final AdmissionRequest request;
  private final Modes modes;
  private final Map<String, String> annotations = new TreeMap<>();
  private final Map<Mode, List<String>> said = new TreeMap<>();
  private final List<Object> judged = new ArrayList<>();
  private boolean failed;
  private boolean doubtful;

  DecisionDraft(AdmissionRequest request, Modes modes, List<PolicyBundle> bundles) {
    this.request = request;
    this.modes = modes;
    for (Mode mode : Mode.values()) {
      said.put(mode, new ArrayList<>());
    }
    bundles.forEach(
        bundle -> annotations.put("bundle." + bundle.name(), bundle.digest().toString()));
  }

  Decision unjudged(String reason) {
    annotations.put("result", "not-judged");
    annotations.put("not-judged", reason);
    return new Decision(request.uid(), true, "", List.of(), annotations);
  }

  /** Controls that one object is not enough for. */
  void leaveOut(List<String> controls) {
    if (!controls.isEmpty()) {
      annotations.put("controls-not-judged", String.join(",", controls));
    }
  }

  /** A control and what it found that was not wrong before. */
  void add(ControlResult result, List<Finding> fresh) {
    String control = result.control().id();
    judged.add(
        List.of(
            control, result.status().name(), fresh.stream().map(Finding::fingerprint).toList()));
    // What was wrong before refuses nothing, and is no pass either.
    failed |= !result.outcome().findings().isEmpty();
    for (Finding finding : fresh) {
      said.getOrDefault(modes.of(control, request.namespace()), List.of())
          .add("%s: %s; mend: %s".formatted(control, finding.message(), finding.fix()));
    }
    for (Doubt doubt : result.outcome().doubts()) {
      doubtful = true;
      said.getOrDefault(modes.unknown(), List.of())
          .add("%s is unknown: %s".formatted(control, doubt.problem().message()));
    }
  }

  Decision finish() {
    String verdict = verdict();
    annotations.put("verdict", verdict);
    annotations.put("result", judged.isEmpty() ? "not-judged" : result());
    List<String> refusals = lines(Mode.ENFORCE);
    List<String> audited = lines(Mode.AUDIT);
    if (!audited.isEmpty()) {
      annotations.put("findings", shown(audited));
    }
    String message = refusals.isEmpty() ? "" : shown(refusals) + " (verdict " + verdict + ")";
    return new Decision(
        request.uid(), refusals.isEmpty(), message, Warnings.of(lines(Mode.WARN)), annotations);
  }

  private List<String> lines(Mode mode) {
    return said.getOrDefault(mode, List.of());
  }

  private String result() {
    if (failed) {
      return "fail";
    }
    return doubtful ? "unknown" : "pass";
  }

  private static String shown(List<String> lines) {
    String first = String.join("; ", lines.subList(0, Math.min(SHOWN, lines.size())));
    int more = lines.size() - SHOWN;
    return more > 0 ? first + "; and %d more".formatted(more) : first;
  }

  /**
   * The same for the same request, bundles and results, wherever it is judged. The object is no
   * part of it: a digest of a Secret would let its values be guessed.
   */
  private String verdict() {
    Map<String, Object> content = new TreeMap<>();
    content.put("request", request.uid());
    content.put("bundles", Map.copyOf(annotations));
    content.put("results", List.copyOf(judged));
    return CanonicalJson.of(content).digest().hex().substring(0, 32);
  }
}
