package dev.seaworthy.engine.policy.runtime;

import dev.seaworthy.engine.json.Digest;
import java.util.Optional;

/** Remembers which runtime was measured to be the fastest for a bundle. */
@FunctionalInterface
public interface Calibration {
  /** Nothing was measured. */
  Calibration NONE = bundle -> Optional.empty();

  /** The name of the fastest runtime, {@code plan} or {@code wasm}. */
  Optional<String> fastest(Digest bundle);
}
