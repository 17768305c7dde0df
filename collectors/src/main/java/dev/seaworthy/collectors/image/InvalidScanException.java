package dev.seaworthy.collectors.image;

import java.io.IOException;

/** Ends the reading of one report; never leaves this package. */
final class InvalidScanException extends IOException {
  private final int line;
  private final int column;

  InvalidScanException(String reason, int line, int column) {
    super(reason);
    this.line = line;
    this.column = column;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
