package dev.seaworthy.admission;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KindEvidence;
import dev.seaworthy.collectors.tls.TlsCollector;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.policy.Control;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a request's object has to do with controls: the evidence that it is, that it has a part in
 * (connections, routes, rights, which only a whole cluster yields), and that a gap in it hides.
 * Found once for all controls, since it takes the object's tree.
 */
final class Concern {
  private static final Collector ENTRANCES = new TlsCollector();

  /** Each an {@link EvidencePattern}. */
  private final Set<String> patterns = new HashSet<>();

  private final List<Gap> gaps;

  /**
   * @param object what the observations were made of
   */
  Concern(List<Observation> observations, Tree.Mapping object) {
    gaps = observations.stream().filter(Gap.class::isInstance).map(one -> (Gap) one).toList();
    Evidence.in(observations).map(EvidencePattern::of).forEach(patterns::add);
    Manifest.in(observations).stream()
        .map(one -> isSecret(one) ? one : one.holding(object))
        .flatMap(Concern::parts)
        .forEach(patterns::add);
  }

  /** What it is and has a part in; that is all that tells controls apart where there is no gap. */
  Set<String> patterns() {
    return Set.copyOf(patterns);
  }

  boolean hasGaps() {
    return !gaps.isEmpty();
  }

  /** Whether the control looks at any of it. */
  boolean is(Control control) {
    return control
        .kinds()
        .anyMatch(
            kind ->
                patterns.stream().anyMatch(one -> EvidencePattern.overlap(one, kind))
                    || gaps.stream().anyMatch(gap -> gap.mayHide(kind)));
  }

  /** Its evidence holds commitments where the object holds values. */
  private static boolean isSecret(Manifest object) {
    return object.kind().equals("Secret");
  }

  private static Stream<String> parts(Manifest object) {
    Stream<String> parts = KindEvidence.of(object).stream();
    return mayCarryAnything(object) && !isEntrance(object)
        ? parts.filter(part -> !part.equals(KindEvidence.ENTRANCES))
        : parts;
  }

  /** Few of these are the settings of an entrance; their content tells. */
  private static boolean mayCarryAnything(Manifest object) {
    return object.makesPods() || Set.of("ConfigMap", "Secret").contains(object.kind());
  }

  private static boolean isEntrance(Manifest object) {
    return !ENTRANCES.derive(List.of(object)).isEmpty();
  }
}
