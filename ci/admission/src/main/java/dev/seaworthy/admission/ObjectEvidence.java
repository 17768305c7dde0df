package dev.seaworthy.admission;

import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.DocumentReader;
import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.collectors.document.ReadProblem;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Turns the object of a request into observations, by the collector that reads clusters. */
final class ObjectEvidence implements DocumentReader.Sink {
  /** Where findings say that they are; old and new objects share it, so that they compare. */
  static final String PLACE = "admission request";

  private final KubernetesCollector collector;
  private final List<Observation> observations = new ArrayList<>();

  private ObjectEvidence(KubernetesCollector collector) {
    this.collector = collector;
  }

  /**
   * The object's evidence, or the gaps that say why it is none; never empty.
   *
   * @param object JSON text
   */
  static List<Observation> of(String object, KubernetesCollector collector) {
    ObjectEvidence evidence = new ObjectEvidence(collector);
    byte[] bytes = object.getBytes(StandardCharsets.UTF_8);
    new DocumentReader(Limits.DEFAULT)
        .read(new SourceFile(PLACE, bytes.length, () -> new ByteArrayInputStream(bytes)), evidence);
    if (evidence.observations.isEmpty()) {
      evidence.nothing();
    }
    return List.copyOf(evidence.observations);
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
