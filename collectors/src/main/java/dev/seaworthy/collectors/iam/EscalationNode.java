package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Subject;

/** A stage of a path: somebody one may act as, or a power one may have. */
public sealed interface EscalationNode {
  /** Somebody. */
  record Somebody(RbacIdentity identity) implements EscalationNode {
    @Override
    public String display() {
      return identity.toString();
    }
  }

  /**
   * Whoever a role is bound to.
   *
   * @param namespace where it is bound; empty for the whole cluster
   */
  record Holder(Subject role, String namespace) implements EscalationNode {
    @Override
    public String display() {
      return "holder of %s in %s"
          .formatted(role, namespace.isEmpty() ? "the cluster" : "namespace " + namespace);
    }
  }

  /** What a path may lead to. */
  record Reached(EscalationPower power) implements EscalationNode {
    @Override
    public String display() {
      return power.id();
    }
  }

  /**
   * All of a kind, one of whom is chosen. Keeps paths through hundreds of accounts few.
   *
   * @param namespace empty for all name spaces
   */
  record AnyOf(Kind kind, String namespace) implements EscalationNode {
    @Override
    public String display() {
      return kind + " of " + namespace;
    }
  }

  /** Of whom one is chosen. */
  enum Kind {
    ACCOUNTS,
    ACCOUNTS_OF_PODS,
    USERS
  }

  /** In one line, as a path names it. */
  String display();
}
