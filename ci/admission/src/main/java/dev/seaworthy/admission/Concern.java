package dev.seaworthy.admission;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.kubernetes.KindEvidence;
import dev.seaworthy.collectors.tls.TlsCollector;
import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * Which evidence an object has a part in that only a whole cluster yields: connections, routes,
 * rights.
 */
final class DerivedEvidence {
  private static final Collector ENTRANCES = new TlsCollector();

  private DerivedEvidence() {}

  /** Whether an object among {@code observations} has a part in evidence of {@code kind}. */
  static boolean concerns(List<Observation> observations, String kind) {
    return Manifest.in(observations).stream().anyMatch(object -> hasPart(object, kind));
  }

  private static boolean hasPart(Manifest object, String kind) {
    return KindEvidence.of(object).stream().anyMatch(part -> EvidencePattern.overlap(part, kind))
        && (!kind.startsWith("tls/") || !mayCarryAnything(object) || isEntrance(object));
  }

  /** Few of these are the settings of an entrance; their content tells. */
  private static boolean mayCarryAnything(Manifest object) {
    return object.makesPods() || Set.of("ConfigMap", "Secret").contains(object.kind());
  }

  private static boolean isEntrance(Manifest object) {
    return !ENTRANCES.derive(List.of(object)).isEmpty();
  }
}
