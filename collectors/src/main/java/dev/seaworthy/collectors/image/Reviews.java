package dev.seaworthy.collectors.image;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;
import java.util.function.UnaryOperator;

/** Replaces evidence of one kind among all observations. */
final class Reviews {
  private Reviews() {}

  /** The same observations with those of a kind replaced. */
  static List<Observation> each(
      String kind, List<Observation> all, UnaryOperator<Evidence> review) {
    return all.stream()
        .map(
            one ->
                one instanceof Evidence evidence && evidence.kind().equals(kind)
                    ? review.apply(evidence)
                    : one)
        .toList();
  }
}
