package dev.seaworthy.collectors.network.routes;

/** A rule that cannot be read; the message continues "the rule …". */
final class UnreadableRuleException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableRuleException(String message) {
    super(message);
  }
}
