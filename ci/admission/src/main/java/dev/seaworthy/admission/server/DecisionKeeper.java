package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.Decision;

/** Takes each decision before it is told. */
interface DecisionKeeper extends AutoCloseable {
  /** Keeps nothing. */
  DecisionKeeper NONE = (request, decision) -> {};

  /** Never throws: a decision that cannot be kept is told all the same. */
  void keep(AdmissionRequest request, Decision decision);

  @Override
  default void close() {
    // Nothing is kept.
  }
}
