package dev.seaworthy.engine.key;

/** A key file that cannot be used. The message is for people and never holds key material. */
public final class KeyException extends Exception {
  public KeyException(String message) {
    super(message);
  }
}
