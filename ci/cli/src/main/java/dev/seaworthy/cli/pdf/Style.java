package dev.seaworthy.cli.pdf;

/** How text looks. */
record Style(Typeface typeface, double size, Ink ink) {
  static final Style BODY = new Style(Typeface.SANS, 9.5, Ink.TEXT);

  /** Letters of one width are wide: they are set smaller. */
  private static final double CODE_SIZE = 0.9;

  Style bold() {
    return new Style(typeface.bold(), size, ink);
  }

  Style code() {
    return new Style(typeface.mono(), size * CODE_SIZE, ink);
  }

  Style in(Ink other) {
    return new Style(typeface, size, other);
  }

  Style sized(double other) {
    return new Style(typeface, other, ink);
  }
}
