package dev.seaworthy.collectors.image;

/**
 * A form of document, for messages about one that is broken.
 *
 * @param name what one is called: {@code Trivy report}
 * @param code of the problem
 * @param fix how to mend it, in the imperative
 */
record ReportForm(String name, String code, String fix) {
  static final ReportForm TRIVY = scan("Trivy report");

  /** A report of a scanner. */
  static ReportForm scan(String name) {
    return new ReportForm(
        name, "INVALID_SCAN", "make the report again, for Trivy with `--format json`");
  }

  /** A document of VEX statements. */
  static ReportForm vex(String name) {
    return new ReportForm(
        name, "INVALID_VEX", "mend what is named, or get the document anew from its author");
  }
}
