package dev.seaworthy.admission;

import dev.seaworthy.admission.glass.BreakGlass;
import dev.seaworthy.engine.policy.ParameterValues;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.Waiver;
import java.util.List;
import java.util.Optional;

/**
 * What requests are judged by.
 *
 * @param parameters values of the bundles' parameters
 * @param surroundings gives the objects among which a request's object is judged by the controls
 *     that one object is not enough for; empty where there are none, which leaves those unknown
 * @param waivers what they cover refuses nothing
 * @param breakGlass decides about tokens that let through what would be refused
 */
public record Rules(
    List<PolicyBundle> bundles,
    ParameterValues parameters,
    Modes modes,
    Optional<SurroundingsSource> surroundings,
    List<Waiver> waivers,
    BreakGlass breakGlass) {
  public Rules {
    bundles = List.copyOf(bundles);
    waivers = List.copyOf(waivers);
  }
}
