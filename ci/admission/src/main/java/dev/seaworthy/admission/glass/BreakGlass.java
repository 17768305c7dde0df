package dev.seaworthy.admission.glass;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.VerificationKey;
import java.time.Instant;
import java.util.List;

/** Decides whether a token lets a request through; the same at the same time for the same. */
public final class BreakGlass {
  /** Nobody may break the glass. */
  public static final BreakGlass NONE = new BreakGlass(List.of());

  private final List<VerificationKey> trusted;

  /**
   * @param trusted keys, one of which must have signed a token
   */
  public BreakGlass(List<VerificationKey> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** What is said of a token. */
  public sealed interface Answer {
    /** It lets the request through. */
    record Holds(GlassToken token) implements Answer {}

    /** It is as if there were none, but that it is told. */
    record Refused(Problem why) implements Answer {}
  }

  /** Whether any token can hold. */
  public boolean isPossible() {
    return !trusted.isEmpty();
  }

  /** What is to be said of a token on a request. */
  public Answer ask(String text, Asked asked, Instant now) {
    if (!isPossible()) {
      return new Answer.Refused(
          new Problem(
              "NOT_TRUSTED",
              "no key is trusted to sign tokens",
              "name one with `--break-glass-key`, or remove the annotation"));
    }
    try {
      GlassToken token = GlassToken.read(text, trusted);
      token.terms().requireHolding(now);
      token.terms().requireMeant(asked);
      return new Answer.Holds(token);
    } catch (GlassException e) {
      return new Answer.Refused(e.problem());
    }
  }
}
