package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.CanonicalJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a bundle's controls are evaluated on.
 *
 * @param controls those of the bundle's controls to evaluate
 * @param parameters a value for each parameter of the bundle
 * @param release what policies see as {@code input.release}
 * @param now what policies see as {@code input.now}, to the second
 */
public record Evaluation(
    PolicyBundle bundle,
    List<Control> controls,
    Snapshot snapshot,
    CanonicalJson parameters,
    Map<String, Object> release,
    Instant now,
    List<Waiver> waivers,
    List<NotApplicable> notApplicable) {
  public Evaluation {
    controls = List.copyOf(controls);
    release = Map.copyOf(release);
    waivers = List.copyOf(waivers);
    notApplicable = List.copyOf(notApplicable);
  }
}
