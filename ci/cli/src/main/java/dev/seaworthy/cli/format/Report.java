package dev.seaworthy.cli.format;

import dev.seaworthy.engine.verdict.Verdict;
import java.util.Optional;

/**
 * A verdict to be shown, with what was done with it and looked for besides.
 *
 * @param seal by which it was sealed before it is shown; empty where it was not
 * @param counterfactuals what would change it, as far as that was looked for
 */
public record Report(Verdict verdict, Optional<SealNote> seal, Counterfactuals counterfactuals) {
  /** Of a verdict that nobody sealed, and of which nothing was looked for. */
  public static Report of(Verdict verdict) {
    return new Report(verdict, Optional.empty(), Counterfactuals.NONE);
  }
}
