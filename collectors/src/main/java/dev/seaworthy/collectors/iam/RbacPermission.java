package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Subject;
import java.util.Comparator;
import java.util.Optional;

/**
 * One rule that one binding gives somebody.
 *
 * @param through whom the binding names: the user, the account or one of their groups
 * @param binding the RoleBinding or ClusterRoleBinding
 * @param boundAt where the binding names {@code through}
 * @param role what is bound; an aggregated role states none of its rules itself
 * @param rule what it allows
 */
public record RbacPermission(
    Subject through, Subject binding, Location boundAt, Subject role, RbacRule rule)
    implements Comparable<RbacPermission> {
  private static final Comparator<RbacPermission> ORDER =
      Comparator.comparing(RbacPermission::namespace)
          .thenComparing(one -> one.rule().apiGroups().toString())
          .thenComparing(one -> one.rule().resources().toString())
          .thenComparing(one -> one.rule().urls().toString())
          .thenComparing(one -> one.rule().names().toString())
          .thenComparing(one -> one.rule().verbs().toString())
          .thenComparing(RbacPermission::through)
          .thenComparing(RbacPermission::binding)
          .thenComparing(RbacPermission::role)
          .thenComparing(one -> one.rule().role())
          .thenComparing(one -> one.ruleAt().map(Location::toString).orElse(""))
          .thenComparing(one -> one.ruleAt().map(Location::line).orElse(0))
          .thenComparing(one -> one.boundAt().toString());

  /** The one name space in which it holds; empty where it holds in the whole cluster. */
  public String namespace() {
    return binding.namespace();
  }

  /** Where the rule stands; empty where Kubernetes itself states it. */
  public Optional<Location> ruleAt() {
    RbacRule.Place place = rule.place();
    return place == null ? Optional.empty() : Optional.of(place.at());
  }

  /** Whether it allows {@code request}. */
  public boolean allows(RbacRequest request) {
    boolean reaches = namespace().isEmpty() || namespace().equals(request.namespace());
    return reaches && request.isAllowedBy(rule);
  }

  @Override
  public int compareTo(RbacPermission other) {
    return ORDER.compare(this, other);
  }
}
