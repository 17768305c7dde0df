package dev.seaworthy.engine.verdict;

import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything a verdict depends on.
 *
 * @param bundles the policy to judge by
 * @param requireAll whether bundles without any evidence are evaluated too (and end {@code
 *     unknown}); otherwise they are left out and listed as such
 * @param only the control ids to evaluate; empty for all
 * @param parameters values set for this release, by parameter name
 * @param now the time policies see
 * @param timePinned whether {@code now} was chosen by the user
 */
public record Assessment(
    Release release,
    Snapshot snapshot,
    List<PolicyBundle> bundles,
    boolean requireAll,
    Set<String> only,
    Map<String, CanonicalJson> parameters,
    Severity failOn,
    Instant now,
    boolean timePinned,
    Identity identity) {
  public Assessment {
    bundles = List.copyOf(bundles);
    only = Set.copyOf(only);
    parameters = Map.copyOf(parameters);
  }
}
