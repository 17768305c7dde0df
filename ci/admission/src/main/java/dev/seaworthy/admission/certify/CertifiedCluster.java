package dev.seaworthy.admission.certify;

import dev.seaworthy.admission.AdmissionException;
import java.util.List;
import java.util.Optional;

/** The two objects of a cluster that certificates are kept in. */
interface CertifiedCluster {
  /**
   * The Secret.
   *
   * @param version by which a change by others shows
   * @param own whether it was made by this program
   */
  record HeldSecret(Issue issue, String version, boolean own) {}

  /**
   * What the webhook's configuration tells the API server.
   *
   * @param bundles {@code caBundle} in PEM, for each of its webhooks
   */
  record Told(List<String> bundles, String version) {}

  /** The Secret; empty if there is none. */
  Optional<HeldSecret> secret() throws AdmissionException;

  /**
   * Writes the Secret.
   *
   * @param former what is replaced; empty to make one
   * @return whether it was written; not if somebody else was faster
   */
  boolean write(Issue issue, Optional<HeldSecret> former) throws AdmissionException;

  /** The webhook's configuration; empty if there is none. */
  Optional<Told> told() throws AdmissionException;

  /**
   * Gives each of its webhooks the same {@code caBundle}.
   *
   * @return whether it was; not if somebody else changed it meanwhile
   */
  boolean tell(Told former, String bundle) throws AdmissionException;
}
