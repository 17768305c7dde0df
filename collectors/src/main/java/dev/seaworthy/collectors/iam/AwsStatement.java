package dev.seaworthy.collectors.iam;

import java.util.List;
import java.util.Map;

/**
 * One statement of an AWS policy.
 *
 * @param effect {@code allow} or {@code deny}
 * @param conditional whether it holds only under a condition
 * @param principals whom a trust policy names, as {@code AWS:<arn>}, {@code Service:<name>}…, and
 *     {@code *} for everyone; empty in other policies
 * @param at where it stands
 */
record AwsStatement(
    String effect,
    List<String> actions,
    List<String> notActions,
    List<String> resources,
    List<String> notResources,
    boolean conditional,
    List<String> principals,
    Spot at) {

  Grant grant(Reading reading, Map<String, String> origin) {
    return new Grant(effect, "account")
        .actions(actions)
        .list("notActions", notActions)
        .resources(resources)
        .list("notResources", notResources)
        .conditional(conditional)
        .origin(origin)
        .at(at.path(), reading.location(at));
  }

  /** As the trust of a role. */
  Map<String, Object> trust() {
    return Map.of(
        "effect", effect,
        "principals", principals,
        "actions", actions,
        "conditional", conditional);
  }
}
