package dev.seaworthy.admission;

import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.DocumentReader;
import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.collectors.document.ReadProblem;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** Turns the object of a request into a snapshot, by the collector that reads clusters. */
final class ObjectEvidence implements DocumentReader.Sink {
  /** Where findings say that they are; old and new objects share it, so that they compare. */
  private static final String PLACE = "object.json";

  private final KubernetesCollector collector;
  private final List<Observation> observations = new ArrayList<>();

  private ObjectEvidence(KubernetesCollector collector) {
    this.collector = collector;
  }

  static Snapshot of(CanonicalJson object, KubernetesCollector collector) {
    ObjectEvidence evidence = new ObjectEvidence(collector);
    byte[] bytes = object.bytes();
    new DocumentReader(Limits.DEFAULT)
        .read(new SourceFile(PLACE, bytes.length, () -> new ByteArrayInputStream(bytes)), evidence);
    if (evidence.observations.isEmpty()) {
      evidence.nothing();
    }
    return Snapshot.of(evidence.observations, new Coverage(List.of(PLACE), 1, 1, 1, List.of()));
  }

  @Override
  public void document(Document document) {
    if (document instanceof Document.Structured structured
        && structured.root() instanceof Tree.Mapping mapping) {
      observations.addAll(collector.live(mapping, PLACE));
    }
  }

  @Override
  public void problem(ReadProblem problem) {
    gap(problem.problem());
  }

  @Override
  public void nothing() {
    gap(
        new Problem(
            "UNREADABLE_OBJECT", "the object cannot be read", "report the object's kind to us"));
  }

  /** A gap that may hide anything. */
  private void gap(Problem problem) {
    Source source = new Source(KubernetesCollector.NAME, PLACE, 0);
    observations.add(new Gap(problem, source, Location.of(PLACE), List.of()));
  }
}
