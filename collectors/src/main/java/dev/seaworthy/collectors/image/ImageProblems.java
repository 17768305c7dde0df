package dev.seaworthy.collectors.image;

import dev.seaworthy.engine.evidence.Problem;

/** What can be wrong with a scan report. */
final class ImageProblems {
  private static final String RESCAN = "make the report again, for Trivy with `--format json`";

  private ImageProblems() {}

  static Problem unknownSchema(String file, long version) {
    return new Problem(
        "UNKNOWN_TRIVY_SCHEMA",
        "`%s` has Trivy's schema version %d, which is not known here".formatted(file, version),
        "scan with a Trivy release that writes schema version %d".formatted(TrivyReport.SCHEMA));
  }

  static Problem invalid(String file, String report, String reason) {
    return new Problem(
        "INVALID_SCAN", "`%s` is no whole %s: %s".formatted(file, report, reason), RESCAN);
  }

  static Problem moreFaults(String file, String report, long count) {
    return new Problem(
        "INVALID_SCAN",
        "`%s` is no whole %s: it has %d more faults".formatted(file, report, count),
        RESCAN);
  }

  static Problem scanFailed(String file, String resource, String reason) {
    return new Problem(
        "SCAN_FAILED",
        "by `%s`, the scanner could not scan `%s`: `%s`"
            .formatted(file, resource, ReportStream.printable(reason)),
        "give the scanner access to the image or resource, and scan again");
  }

  static Problem unreadable(String file) {
    return new Problem(
        "UNREADABLE",
        "`%s` cannot be read: the system refuses it".formatted(file),
        "let this user read it: `chmod u+r %s`".formatted(file));
  }
}
