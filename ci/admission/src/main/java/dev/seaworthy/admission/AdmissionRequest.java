package dev.seaworthy.admission;

import dev.seaworthy.engine.json.CanonicalJson;
import java.util.Optional;

/**
 * The request of an {@code admission.k8s.io/v1} AdmissionReview.
 *
 * @param uid the API server's name for it, which the answer repeats
 * @param subresource {@code scale}; empty for the object itself
 * @param namespace empty for objects outside namespaces
 * @param dryRun whether nothing will be stored
 * @param object what would be stored; absent on DELETE
 * @param oldObject what is stored; absent on CREATE and CONNECT
 */
public record AdmissionRequest(
    String uid,
    Operation operation,
    String subresource,
    String namespace,
    boolean dryRun,
    Optional<CanonicalJson> object,
    Optional<CanonicalJson> oldObject) {
  /** What the client wants to do. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }
}
