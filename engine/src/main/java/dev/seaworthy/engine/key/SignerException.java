package dev.seaworthy.engine.key;

/**
 * A key that is kept elsewhere did not sign. Unchecked, for it passes through all that seals, none
 * of which can do anything about it, to who asked; what was to be signed is then not there at all.
 */
public final class SignerException extends RuntimeException {
  private final String key;

  /**
   * A refusal.
   *
   * @param key how the user named it
   * @param why for people; never holds a secret
   */
  public SignerException(String key, String why) {
    super(why);
    this.key = key;
  }

  /** How the user named the key. */
  public String key() {
    return key;
  }

  /** Which key did not sign and why, for people; holds no secret. */
  public String told() {
    return "`%s` did not sign: %s".formatted(key, getMessage());
  }
}
