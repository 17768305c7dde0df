package dev.seaworthy.cli.fix;

/** A text cannot be edited safely at some place. */
final class EditRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * A refusal.
   *
   * @param reason a clause without a full stop
   */
  EditRefusedException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
