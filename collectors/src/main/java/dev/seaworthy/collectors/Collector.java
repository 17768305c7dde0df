package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;

/** One kind of source: knows its documents by their content and turns them into observations. */
public interface Collector {
  /** The name used in {@code release.yaml}, in sources and in evidence kinds: {@code image}. */
  String name();

  /** Whether {@code document} is of this collector's kind; looks at content, never at names. */
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
}
