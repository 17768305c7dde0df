package dev.seaworthy.admission;

import java.util.Optional;

/**
 * The request of an {@code admission.k8s.io/v1} AdmissionReview.
 *
 * @param uid the API server's name for it, which the answer repeats
 * @param kind {@code Deployment}; empty where the review does not say
 * @param subresource {@code scale}; empty for the object itself
 * @param namespace empty for objects outside namespaces
 * @param dryRun whether nothing will be stored
 * @param object what would be stored, as JSON text; absent on DELETE
 * @param oldObject what is stored; absent on CREATE and CONNECT
 */
public record AdmissionRequest(
    String uid,
    Operation operation,
    String kind,
    String subresource,
    String namespace,
    boolean dryRun,
    Optional<String> object,
    Optional<String> oldObject) {
  /** What the client wants to do. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }
}
