package dev.seaworthy.collectors.image;

import java.io.IOException;

/** Tells the array that Trivy wrote before 0.20 from other arrays. */
final class OldReport {
  private OldReport() {}

  /** Whether the first item of an array has a target, as each of an old report has. */
  static boolean begins(JsonReportStream stream) throws IOException {
    if (!stream.atArray()) {
      return false;
    }
    boolean[] hasTarget = {false};
    stream.firstItem(() -> stream.object(field -> hasTarget[0] |= field.equals("Target")));
    return hasTarget[0];
  }
}
