package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.iam.EscalationHop.Use;
import dev.seaworthy.collectors.iam.EscalationNode.Reached;
import java.util.Optional;

/** Where rights on what belongs to the whole cluster lead. */
final class ClusterTechniques {
  private static final String CLIENT_SIGNER = "kubernetes.io/kube-apiserver-client";
  private static final String SIGNERS = "kubernetes.io/*";

  private final HeldRights rights;
  private final EscalationEdges edges;

  ClusterTechniques(HeldRights rights, EscalationEdges edges) {
    this.rights = rights;
    this.edges = edges;
  }

  void find() {
    one(
        EscalationRight.WRITE_MUTATING_WEBHOOK,
        EscalationPower.CLUSTER_ADMIN,
        EscalationTechnique.REWRITE_ADMISSION);
    one(
        EscalationRight.WRITE_API_SERVICE,
        EscalationPower.CLUSTER_ADMIN,
        EscalationTechnique.SERVE_API);
    one(EscalationRight.NODE_PROXY, EscalationPower.NODES, EscalationTechnique.REACH_KUBELET);
    one(
        EscalationRight.WRITE_VALIDATING_WEBHOOK,
        EscalationPower.SECRETS,
        EscalationTechnique.WATCH_ADMISSION);
    certificate();
  }

  private void one(EscalationRight right, EscalationPower power, EscalationTechnique technique) {
    rights.uses(right).findFirst().ifPresent(use -> edges.add(new Reached(power), technique, use));
  }

  /**
   * @see <a
   *     href="https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization">
   *     Certificate signing requests: authorization</a>
   */
  private void certificate() {
    Optional<Use> create = rights.use(EscalationRight.CREATE_CSR, "", "");
    Optional<Use> approve = rights.anyUse(EscalationRight.WRITE_APPROVAL, "");
    Optional<Use> signer =
        rights
            .use(EscalationRight.APPROVE_SIGNER, "", CLIENT_SIGNER)
            .or(() -> rights.use(EscalationRight.APPROVE_SIGNER, "", SIGNERS));
    if (create.isPresent() && approve.isPresent() && signer.isPresent()) {
      edges.add(
          new Reached(EscalationPower.CLUSTER_ADMIN),
          EscalationTechnique.ISSUE_CERTIFICATE,
          create.get(),
          approve.get(),
          signer.get());
    }
  }
}
