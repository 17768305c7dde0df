package dev.seaworthy.admission;

import dev.seaworthy.admission.glass.BreakGlass;
import dev.seaworthy.admission.glass.GlassTerms;
import dev.seaworthy.admission.glass.GlassToken;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers what controls said of one request, and words the answer. */
final class DecisionDraft {
  /** The annotation that says what came of a token. */
  static final String BREAK_GLASS = "break-glass";

  /** The annotation that says what waivers cover. */
  static final String WAIVED = "waived";

  private static final int SHOWN = 5;

  private final AdmissionRequest request;
  private final Modes modes;
  private final Map<String, String> annotations = new TreeMap<>();
  private final Map<Mode, List<String>> said = new TreeMap<>();
  private final List<Object> judged = new ArrayList<>();
  private final List<String> waived = new ArrayList<>();
  private boolean failed;
  private boolean doubtful;
  private BreakGlass.@Nullable Answer glass;

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
    answer.waived().forEach(one -> waive(control, one));
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

  private void waive(String control, Outcome.WaivedFinding one) {
    waived.add(
        "%s: %s; waived %s".formatted(control, one.finding().message(), one.waiver().words()));
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
                "let it be judged among others with `--cluster` or `--snapshot`, or set the mode"
                    + " `audit`"));
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

  /** What is said of the object's token. */
  void breakGlass(BreakGlass.Answer answer) {
    glass = answer;
  }

  Decision finish() {
    Decision.Result result = result();
    String verdict = verdict();
    annotations.put("verdict", verdict);
    annotations.put("result", result.id());
    BreakGlass.Answer asked = glass;
    if (asked instanceof BreakGlass.Answer.Refused refused) {
      tell(refused.why());
    } else if (asked instanceof BreakGlass.Answer.Holds holds) {
      open(holds.token(), verdict);
    }
    List<String> refusals = lines(Mode.ENFORCE);
    List<String> audited = lines(Mode.AUDIT);
    if (!waived.isEmpty()) {
      annotations.put(WAIVED, shown(waived));
    }
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

  /** A token that does not hold changes nothing, and does not go unseen. */
  private void tell(Problem why) {
    annotations.put(BREAK_GLASS, "refused");
    annotations.put("break-glass-refusal", why.code());
    lines(Mode.WARN)
        .add(0, "break-glass is refused: %s; mend: %s".formatted(why.message(), why.fix()));
  }

  /** What would have refused the request warns; the result stays what it is. */
  private void open(GlassToken token, String verdict) {
    List<String> refusals = lines(Mode.ENFORCE);
    GlassTerms terms = token.terms();
    annotations.put(BREAK_GLASS, refusals.isEmpty() ? "needless" : "opened");
    annotations.put("break-glass-token", token.id());
    annotations.put("break-glass-key", token.key());
    annotations.put("break-glass-reason", terms.reason());
    annotations.put("break-glass-expires", terms.expires().toString());
    if (refusals.isEmpty()) {
      return;
    }
    annotations.put("break-glass-findings", shown(refusals));
    List<String> warnings = lines(Mode.WARN);
    warnings.addAll(0, refusals);
    warnings.add(
        0,
        "break-glass: let through until %s by token %s, verdict %s: %s"
            .formatted(terms.expires(), token.id(), verdict, terms.reason()));
    refusals.clear();
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
