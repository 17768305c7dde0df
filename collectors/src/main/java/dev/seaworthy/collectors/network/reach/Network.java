package dev.seaworthy.collectors.network.reach;

import java.util.List;

/**
 * One network that workloads are on; nothing passes from one to another.
 *
 * @param policies those that govern it, in order of layer and priority
 */
record Network(Kind kind, String name, List<Workload> workloads, List<Governance> policies) {
  /** What makes a network. */
  enum Kind {
    /** The cluster's own. */
    POD("pod-network", true),
    /** A primary UserDefinedNetwork of one name space. */
    UDN("UDN", true),
    /** A primary ClusterUserDefinedNetwork. */
    CUDN("CUDN", true),
    /** A secondary network that a NetworkAttachmentDefinition defines. */
    NAD("NAD", false);

    private final String word;
    private final boolean primary;

    Kind(String word, boolean primary) {
      this.word = word;
      this.primary = primary;
    }

    String word() {
      return word;
    }

    /** Whether hosts outside and ingress controllers can be on the other end. */
    boolean isPrimary() {
      return primary;
    }
  }

  Network {
    workloads = List.copyOf(workloads);
    policies = List.copyOf(policies);
  }

  /** How lines name a workload of this network. */
  String display(Workload workload) {
    return kind == Kind.UDN
        ? workload.namespace()
            + "[udn]"
            + workload.display().substring(workload.namespace().length())
        : workload.display();
  }
}
