package dev.seaworthy.collectors.image;

import dev.seaworthy.engine.evidence.Problem;

/** What can be wrong with a scan report. */
final class ImageProblems {
  private static final String RESCAN = "scan again with `trivy image --format json`";

  private ImageProblems() {}

  static Problem unknownSchema(String file, long version) {
    return new Problem(
        "UNKNOWN_TRIVY_SCHEMA",
        "`%s` has Trivy's schema version %d, which is not known here".formatted(file, version),
        "scan with a Trivy release that writes schema version %d".formatted(TrivyReport.SCHEMA));
  }

  static Problem invalid(String file, String reason) {
    return new Problem(
        "INVALID_SCAN", "`%s` is no whole Trivy report: %s".formatted(file, reason), RESCAN);
  }

  static Problem unreadable(String file) {
    return new Problem(
        "UNREADABLE",
        "`%s` cannot be read: the system refuses it".formatted(file),
        "let this user read it: `chmod u+r %s`".formatted(file));
  }
}
