package dev.seaworthy.admission.server;

import dev.seaworthy.engine.key.Signer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where decisions are kept.
 *
 * @param folder of the log, which is made where there is none; this process alone may write it
 * @param key signs its checkpoints
 * @param interval how often a checkpoint is signed
 * @param stamping who attests when a checkpoint was there, if anybody does
 */
public record DecisionFolder(
    Path folder, Signer key, Duration interval, Optional<Stamping> stamping) {
  public DecisionFolder {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("checkpoints are some time apart");
    }
  }
}
