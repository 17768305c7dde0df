package dev.seaworthy.engine.json;

/**
 * A JSON text or value that has no canonical form: not JSON, a duplicate key, a lone surrogate, a
 * number that a double cannot hold, or more than the limits allow. The message is for people: lower
 * case, one line, no class names.
 */
public final class NotCanonicalException extends RuntimeException {
  private final String message;
  private final int line;
  private final int column;

  public NotCanonicalException(String message) {
    this(message, 0, 0);
  }

  /**
   * @param line where in the text, from 1; 0 when unknown
   * @param column in characters, from 1; 0 when unknown
   */
  public NotCanonicalException(String message, int line, int column) {
    super(message);
    this.message = message;
    this.line = line;
    this.column = column;
  }

  @Override
  public String getMessage() {
    return message;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
