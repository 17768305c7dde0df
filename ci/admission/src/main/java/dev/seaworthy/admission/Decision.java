package dev.seaworthy.admission;

import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to a request.
 *
 * @param message why it is refused; empty where it is allowed
 * @param warnings shown to the client
 * @param annotations for the API server's audit log
 */
public record Decision(
    String uid,
    Result result,
    boolean allowed,
    String message,
    List<String> warnings,
    Map<String, String> annotations) {
  /** What the controls say together; modes decide what becomes of it. */
  public enum Result {
    PASS,
    FAIL,
    UNKNOWN,
    NOT_JUDGED;

    /** As annotations, metrics and logs name it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Decision {
    warnings = List.copyOf(warnings);
    annotations = Map.copyOf(annotations);
  }

  /** Whether something would have been found but for a waiver. */
  public boolean usesWaiver() {
    return annotations.containsKey(DecisionDraft.WAIVED);
  }

  /** What came of a token: opened, needless or refused; empty where there was none. */
  public String breakGlass() {
    return annotations.getOrDefault(DecisionDraft.BREAK_GLASS, "");
  }

  /** The AdmissionReview that the API server is answered with. */
  public CanonicalJson toReview() {
    Map<String, Object> response = new TreeMap<>();
    response.put("uid", uid);
    response.put("allowed", allowed);
    response.put("auditAnnotations", annotations);
    if (!warnings.isEmpty()) {
      response.put("warnings", warnings);
    }
    if (!allowed) {
      response.put("status", Map.of("code", 403, "reason", "Forbidden", "message", message));
    }
    return CanonicalJson.of(
        Map.of(
            "apiVersion", "admission.k8s.io/v1", "kind", "AdmissionReview", "response", response));
  }
}
