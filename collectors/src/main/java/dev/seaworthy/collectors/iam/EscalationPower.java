package dev.seaworthy.collectors.iam;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What nobody should come by unnoticed. */
public enum EscalationPower {
  /** Everything in the cluster. */
  CLUSTER_ADMIN,
  /** A node, or the API of its kubelet. */
  NODES,
  /** Every Secret of the cluster. */
  SECRETS,
  /** Commands in the pods of every name space, or, for a service account, of another one. */
  EXEC;

  /** Such as {@code cluster-admin}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<EscalationPower> of(String id) {
    return List.of(values()).stream().filter(power -> power.id().equals(id)).findFirst();
  }
}
