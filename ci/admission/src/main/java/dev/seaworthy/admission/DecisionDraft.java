package dev.seaworthy.admission;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
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
    annotations.put("result", Decision.Result.NOT_JUDGED.id());
    annotations.put("not-judged", reason);
    return new Decision(
        request.uid(), Decision.Result.NOT_JUDGED, true, "", List.of(), annotations);
  }

  /** A control's answer. */
  void add(Judgement.Answer answer) {
    String control = answer.control().id();
    judged.add(
        List.of(
            control,
            answer.status(),
            answer.fresh().stream().map(Finding::fingerprint).toList(),
            answer.doubts().stream().map(doubt -> doubt.problem().code()).toList()));
    // What was wrong before refuses nothing, and is no pass either.
    failed |= answer.status().equals("fail");
    for (Finding finding : answer.fresh()) {
      say(modes.of(control, request.namespace()), control, finding.message(), finding.fix());
    }
    for (Doubt doubt : answer.doubts()) {
      doubtful = true;
      say(
          modes.ofDoubt(control, request.namespace()),
          control + " is unknown",
          doubt.problem().message(),
          doubt.problem().fix());
    }
  }

  /** Controls that need more than there is. */
  void leaveOut(List<Control> controls) {
    Map<Mode, List<String>> ids = new TreeMap<>();
    for (Control control : controls) {
      doubtful = true;
      ids.computeIfAbsent(
              modes.ofDoubt(control.id(), request.namespace()), mode -> new ArrayList<>())
          .add(control.id());
    }
    ids.forEach(
        (mode, left) ->
            say(
                mode,
                String.join(", ", left) + (left.size() == 1 ? " is unknown" : " are unknown"),
                "the object alone does not tell",
                "declare the objects around it with `--snapshot`, or set the mode `audit`"));
    if (!controls.isEmpty()) {
      annotations.put(
          "controls-not-judged", String.join(",", controls.stream().map(Control::id).toList()));
    }
  }

  /** Something that kept all controls from being asked. */
  void doubt(Problem why) {
    doubtful = true;
    judged.add(why.code());
    say(modes.unknown(), "not judged", why.message(), why.fix());
  }

  Decision finish() {
    Decision.Result result = result();
    String verdict = verdict();
    annotations.put("verdict", verdict);
    annotations.put("result", result.id());
    List<String> refusals = lines(Mode.ENFORCE);
    List<String> audited = lines(Mode.AUDIT);
    if (!audited.isEmpty()) {
      annotations.put("findings", shown(audited));
    }
    String message = refusals.isEmpty() ? "" : shown(refusals) + " (verdict " + verdict + ")";
    return new Decision(
        request.uid(),
        result,
        refusals.isEmpty(),
        message,
        Warnings.of(lines(Mode.WARN)),
        annotations);
  }

  private void say(Mode mode, String about, String message, String fix) {
    said.getOrDefault(mode, List.of()).add("%s: %s; mend: %s".formatted(about, message, fix));
  }

  private List<String> lines(Mode mode) {
    return said.getOrDefault(mode, List.of());
  }

  private Decision.Result result() {
    if (failed) {
      return Decision.Result.FAIL;
    }
    if (doubtful) {
      return Decision.Result.UNKNOWN;
    }
    return judged.isEmpty() ? Decision.Result.NOT_JUDGED : Decision.Result.PASS;
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
