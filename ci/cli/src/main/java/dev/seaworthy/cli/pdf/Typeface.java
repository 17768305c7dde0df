package dev.seaworthy.cli.pdf;

/** The typefaces of a report: Liberation, under the SIL Open Font License 1.1. */
enum Typeface {
  SANS("LiberationSans-Regular"),
  SANS_BOLD("LiberationSans-Bold"),
  MONO("LiberationMono-Regular"),
  MONO_BOLD("LiberationMono-Bold");

  private final String file;

  Typeface(String file) {
    this.file = file;
  }

  /** Where the class path has it. */
  String resource() {
    return "/liberation/" + file + ".ttf";
  }

  /** What pages call it. */
  String id() {
    return name();
  }

  Typeface bold() {
    return this == SANS || this == SANS_BOLD ? SANS_BOLD : MONO_BOLD;
  }

  Typeface mono() {
    return this == SANS || this == MONO ? MONO : MONO_BOLD;
  }
}
