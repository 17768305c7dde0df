package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.Reviewer;
import java.nio.file.Path;
import java.util.List;

/** Where a reviewer comes from: bundles, modes and surroundings as the files are now. */
public interface ReviewerSource {
  /**
   * Makes a reviewer that is ready to judge.
   *
   * @throws AdmissionException says which of the files is at fault
   */
  Reviewer read() throws AdmissionException;

  /** Files and folders whose change asks for another reviewer. */
  List<Path> files();
}
