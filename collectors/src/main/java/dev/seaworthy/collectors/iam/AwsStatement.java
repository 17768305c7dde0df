package dev.seaworthy.collectors.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement of an AWS policy.
 *
 * @param effect {@code allow} or {@code deny}
 * @param condition the digest of the condition under which alone it holds; empty if it always does
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
    String condition,
    List<String> principals,
    Spot at) {

  Grant grant(Reading reading, Map<String, String> origin) {
    Grant grant =
        new Grant(effect, "account")
            .actions(actions)
            .list("notActions", notActions)
            .resources(resources)
            .list("notResources", notResources)
            .conditional(isConditional())
            .origin(origin)
            .at(at.path(), reading.location(at));
    return isConditional() ? grant.with("condition", condition) : grant;
  }

  boolean isConditional() {
    return !condition.isEmpty();
  }

  /** As the trust of a role. */
  Map<String, Object> trust() {
    Map<String, Object> trust = new LinkedHashMap<>();
    trust.put("effect", effect);
    trust.put("principals", principals);
    trust.put("actions", actions);
    trust.put("conditional", isConditional());
    if (isConditional()) {
      trust.put("condition", condition);
    }
    return trust;
  }
}
