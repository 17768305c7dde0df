package dev.seaworthy.admission;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bundles made ready once, for evaluations that each ask for them anew. */
final class PreparedBundles implements PolicyRuntime {
  private final PolicyRuntime runtime;
  private final Map<Digest, PreparedPolicy> ready = new HashMap<>();

  /**
   * @throws PolicyException if a bundle cannot be run
   */
  PreparedBundles(PolicyRuntime runtime, List<PolicyBundle> bundles) throws PolicyException {
    this.runtime = runtime;
    for (PolicyBundle bundle : bundles) {
      ready.put(bundle.digest(), runtime.prepare(bundle));
    }
  }

  @Override
  public String id() {
    return runtime.id();
  }

  @Override
  public boolean compares() {
    return runtime.compares();
  }

  @Override
  public PreparedPolicy prepare(PolicyBundle bundle) throws PolicyException {
    PreparedPolicy policy = ready.get(bundle.digest());
    return policy == null ? runtime.prepare(bundle) : policy;
  }
}
