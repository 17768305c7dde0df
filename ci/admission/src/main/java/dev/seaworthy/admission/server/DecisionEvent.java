package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.Decision;
import java.util.Map;
import java.util.TreeMap;

/** What is told of a decision wherever one is told. The object itself is no part of it. */
final class DecisionEvent {
  private static final Map<String, String> GLASS =
      Map.of(
          "break-glass-token", "breakGlassToken",
          "break-glass-key", "breakGlassKey",
          "break-glass-reason", "breakGlassReason",
          "break-glass-expires", "breakGlassExpires",
          "break-glass-refusal", "breakGlassRefusal");

  private DecisionEvent() {}

  /** A new map, for more to be put into it. */
  static Map<String, Object> of(AdmissionRequest request, Decision decision) {
    Map<String, Object> event = new TreeMap<>();
    event.put("event", "decision");
    event.put("uid", request.uid());
    event.put("operation", request.operation().name());
    event.put("kind", request.kind());
    event.put("namespace", request.namespace());
    event.put("dryRun", request.dryRun());
    event.put("result", decision.result().id());
    event.put("allowed", decision.allowed());
    if (!decision.breakGlass().isEmpty()) {
      event.put("user", request.user());
      event.put("name", request.name());
      event.put("breakGlass", decision.breakGlass());
      decision.annotations().forEach((key, value) -> putGlass(event, key, value));
    }
    return event;
  }

  /** Whoever reads the log of what was let through sees by which token, and why. */
  private static void putGlass(Map<String, Object> event, String annotation, String value) {
    if (GLASS.containsKey(annotation)) {
      event.put(GLASS.get(annotation), value);
    }
  }
}
