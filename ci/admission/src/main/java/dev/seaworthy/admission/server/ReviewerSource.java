package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.ClusterCache;
import dev.seaworthy.admission.Reviewer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a reviewer comes from: bundles, modes and surroundings as the files are now. */
public interface ReviewerSource {
  /**
   * Makes a reviewer that is ready to judge.
   *
   * @throws AdmissionException says which of the files is at fault
   */
  Reviewer read() throws AdmissionException;

  /** The cluster whose objects reviewers judge among; closed with the server. */
  default Optional<ClusterCache> cluster() {
    return Optional.empty();
  }

  /** Files and folders whose change asks for another reviewer. */
  List<Path> files();
}
