package dev.seaworthy.collectors.tls.probe;

/** What came is no TLS, or TLS that breaks its own rules; in words, for the end of a sentence. */
final class BrokenAnswerException extends Exception {
  BrokenAnswerException(String message) {
    super(message);
  }
}
