package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.Decision;
import java.util.Map;
import java.util.TreeMap;

/** What is told of a decision wherever one is told. The object itself is no part of it. */
final class DecisionEvent {
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
    return event;
  }
}
