package dev.seaworthy.admission;

/**
 * The request of an {@code admission.k8s.io/v1} AdmissionReview, without its objects.
 *
 * @param uid the API server's name for it, which the answer repeats
 * @param kind {@code Deployment}; empty where the review does not say
 * @param subresource {@code scale}; empty for the object itself
 * @param namespace empty for objects outside namespaces
 * @param name empty where the API server is yet to make one
 * @param user who asks; empty where the review does not say
 * @param dryRun whether nothing will be stored
 */
public record AdmissionRequest(
    String uid,
    Operation operation,
    String kind,
    String subresource,
    String namespace,
    String name,
    String user,
    boolean dryRun) {
  /** What the client wants to do. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT;

    /** Whether it leaves an object in the cluster. */
    boolean stores() {
      return this == CREATE || this == UPDATE;
    }
  }
}
