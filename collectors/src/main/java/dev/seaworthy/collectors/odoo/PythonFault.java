package dev.seaworthy.collectors.odoo;

/** Why a text is no Python literal, and where. */
final class PythonFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  PythonFault(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
