package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Subject;
import java.util.List;
import java.util.Optional;

/**
 * One step of a path.
 *
 * @param uses what {@code from} is allowed and needs for it; empty where a power leads on by itself
 * @param assumption what the manifests do not tell and was taken for given; empty if nothing
 */
public record EscalationHop(
    EscalationNode from,
    EscalationNode to,
    EscalationTechnique technique,
    List<Use> uses,
    String assumption) {
  /**
   * A request, and the rule that allows it.
   *
   * @param role what states the rule for whom it is bound to
   * @param permission what gives the rule; empty where an earlier hop binds the role
   */
  public record Use(
      RbacRequest.Resource request,
      Subject role,
      RbacRule rule,
      Optional<RbacPermission> permission) {
    static Use of(HeldRule held, RbacRequest.Resource request) {
      return new Use(request, held.role(), held.rule(), held.permission());
    }

    /** Where the rule stands; empty where Kubernetes itself states it. */
    public Optional<Location> ruleAt() {
      RbacRule.Place place = rule.place();
      return place == null ? Optional.empty() : Optional.of(place.at());
    }

    /** The same request in one of the name spaces that it reaches. */
    Use in(String namespace) {
      RbacRequest.Resource there =
          new RbacRequest.Resource(
              request.verb(),
              request.group(),
              request.resource(),
              request.subresource(),
              request.name(),
              namespace);
      return new Use(there, role, rule, permission);
    }
  }

  public EscalationHop {
    uses = List.copyOf(uses);
  }
}
