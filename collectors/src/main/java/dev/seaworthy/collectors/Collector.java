package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Observation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** One kind of source: knows its documents by their content and turns them into observations. */
public interface Collector {
  /** The name used in {@code release.yaml}, in sources and in evidence kinds: {@code image}. */
  String name();

  /**
   * Whether {@code document} is of this collector's kind; looks at content, and at its name only
   * where the form has no mark of its own.
   */
  boolean recognises(Document document);

  /**
   * Reads a recognised document. What cannot be read becomes a {@link
   * dev.seaworthy.engine.evidence.Gap}; nothing is thrown for bad input.
   */
  List<Observation> collect(Document document, Hints hints);

  /**
   * Objects inside a recognised document that are no evidence by their nature, each with the
   * reason; coverage lists them.
   */
  default List<String> leavesOut(Document document) {
    return List.of();
  }

  /**
   * What follows from documents of other collectors taken together, such as the pods a network
   * policy selects. Called once, after every document was collected, beside other collectors.
   *
   * @param manifests every Kubernetes object of the snapshot, in snapshot order
   */
  default List<Observation> derive(List<Manifest> manifests) {
    return List.of();
  }

  /**
   * The same, for collectors that hold what they find against anchors.
   *
   * @param trust files with the certificates that the release anchors chains in
   */
  default List<Observation> derive(List<Manifest> manifests, List<Path> trust) {
    return derive(manifests);
  }

  /**
   * What all observations say once they are known together, such as scans once VEX documents were
   * read. Called once, after everything was collected and derived.
   *
   * @param all every observation; those that are none of this collector's business stay as they are
   * @param now the time at which what has an end has ended or not
   */
  default Joined join(List<Observation> all, Instant now) {
    return new Joined(all, List.of());
  }

  /**
   * Observations that know of each other.
   *
   * @param observations in place of those before
   * @param skipped what was read and changes nothing, for the coverage
   */
  record Joined(List<Observation> observations, List<Coverage.Skipped> skipped) {
    public Joined {
      observations = List.copyOf(observations);
      skipped = List.copyOf(skipped);
    }
  }
}
