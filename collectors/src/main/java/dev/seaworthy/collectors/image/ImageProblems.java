package dev.seaworthy.collectors.image;

import dev.seaworthy.engine.evidence.Problem;

/** What can be wrong with a scan report. */
final class ImageProblems {
  private ImageProblems() {}

  static Problem unknownSchema(String file, long version) {
    return new Problem(
        "UNKNOWN_TRIVY_SCHEMA",
        "`%s` has Trivy's schema version %d, which is not known here".formatted(file, version),
        "scan with a Trivy release that writes schema version %d".formatted(TrivyReport.SCHEMA));
  }

  static Problem invalid(String file, ReportForm form, String reason) {
    return new Problem(
        form.code(), "`%s` is no whole %s: %s".formatted(file, form.name(), reason), form.fix());
  }

  static Problem moreFaults(String file, ReportForm form, long count) {
    return invalid(file, form, "it has %d more faults".formatted(count));
  }

  static Problem invalidIgnore(String file, String reason) {
    return new Problem(
        "INVALID_IGNORE_FILE",
        "`%s` is no whole ignore file: %s".formatted(file, reason),
        "mend the entry; until then it ignores nothing");
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
