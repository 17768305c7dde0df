package dev.seaworthy.engine.policy.runtime;

import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;

/**
 * The bundle in force in a process that lives long. It is replaced as a whole, and only by one that
 * is ready to run; whoever took the former goes on with it.
 */
public final class ActiveBundle {
  /** A bundle that is ready to run. */
  public record Ready(PolicyBundle bundle, PreparedPolicy policy) {}

  private final PolicyRuntime runtime;
  private volatile Ready inForce;

  /**
   * @throws PolicyException if the first bundle cannot be run
   */
  public ActiveBundle(PolicyRuntime runtime, PolicyBundle first) throws PolicyException {
    this.runtime = runtime;
    this.inForce = ready(first);
  }

  /** What to evaluate with: take it once for all that belongs together. */
  public Ready current() {
    return inForce;
  }

  /**
   * Puts another bundle in force.
   *
   * @return the one that was in force until now
   * @throws PolicyException if it cannot be run; what was in force stays
   */
  public Ready activate(PolicyBundle next) throws PolicyException {
    return replace(ready(next));
  }

  private synchronized Ready replace(Ready next) {
    Ready last = inForce;
    inForce = next;
    return last;
  }

  private Ready ready(PolicyBundle bundle) throws PolicyException {
    return new Ready(bundle, runtime.prepare(bundle));
  }
}
