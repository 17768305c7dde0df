package dev.seaworthy.engine.key;

import dev.seaworthy.engine.evidence.Problem;

/**
 * A key that is kept elsewhere did not sign. Unchecked, for it passes through all that seals, none
 * of which can do anything about it, to who asked; what was to be signed is then not there at all.
 */
public final class SignerException extends RuntimeException {
  private final transient Problem problem;

  /**
   * A refusal.
   *
   * @param key how the user named it
   * @param why for people; never holds a secret
   */
  public SignerException(String key, String why) {
    super(why);
    this.problem =
        new Problem(
            "KEY_REFUSED",
            "`%s` did not sign: %s".formatted(key, why),
            "look at the key with `seaworthy keys check`, and run the command again");
  }

  public Problem problem() {
    return problem;
  }
}
