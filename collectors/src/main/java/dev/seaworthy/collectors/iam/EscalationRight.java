package dev.seaworthy.collectors.iam;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/** A request of the API server that leads further than it says, alone or with another. */
enum EscalationRight {
  ADMINISTER(true, "*", "*", "*"),
  CREATE_POD(false, "", "pods", "create"),
  WRITE_DEPLOYMENT(false, "apps", "deployments", "create", "update", "patch"),
  WRITE_DAEMON_SET(false, "apps", "daemonsets", "create", "update", "patch"),
  WRITE_STATEFUL_SET(false, "apps", "statefulsets", "create", "update", "patch"),
  WRITE_REPLICA_SET(false, "apps", "replicasets", "create", "update", "patch"),
  WRITE_REPLICATION_CONTROLLER(false, "", "replicationcontrollers", "create", "update", "patch"),
  WRITE_CRON_JOB(false, "batch", "cronjobs", "create", "update", "patch"),
  // The template of a Job that exists cannot be changed.
  CREATE_JOB(false, "batch", "jobs", "create"),
  WRITE_ROLLOUT(false, "argoproj.io", "rollouts", "create", "update", "patch"),
  EXEC(false, "", "pods/exec", "create", "get"),
  ATTACH(false, "", "pods/attach", "create", "get"),
  DEBUG(false, "", "pods/ephemeralcontainers", "update", "patch"),
  // Of a running pod only the image can be changed, which is enough.
  CHANGE_POD(false, "", "pods", "update", "patch"),
  READ_SECRET(false, "", "secrets", "list", "watch", "get"),
  CREATE_SECRET(false, "", "secrets", "create"),
  REQUEST_TOKEN(false, "", "serviceaccounts/token", "create"),
  IMPERSONATE_ACCOUNT(false, "", "serviceaccounts", "impersonate"),
  IMPERSONATE_USER(true, "", "users", "impersonate"),
  IMPERSONATE_GROUP(true, "", "groups", "impersonate"),
  BIND_ROLE(false, EscalationRight.RBAC, "roles", "bind"),
  BIND_CLUSTER_ROLE(false, EscalationRight.RBAC, "clusterroles", "bind"),
  CREATE_ROLE_BINDING(false, EscalationRight.RBAC, "rolebindings", "create"),
  CREATE_CLUSTER_ROLE_BINDING(true, EscalationRight.RBAC, "clusterrolebindings", "create"),
  CHANGE_ROLE_BINDING(false, EscalationRight.RBAC, "rolebindings", "update", "patch"),
  CHANGE_CLUSTER_ROLE_BINDING(true, EscalationRight.RBAC, "clusterrolebindings", "update", "patch"),
  ESCALATE_ROLE(false, EscalationRight.RBAC, "roles", "escalate"),
  CHANGE_ROLE(false, EscalationRight.RBAC, "roles", "update", "patch"),
  ESCALATE_CLUSTER_ROLE(true, EscalationRight.RBAC, "clusterroles", "escalate"),
  CHANGE_CLUSTER_ROLE(true, EscalationRight.RBAC, "clusterroles", "update", "patch"),
  CREATE_CLUSTER_ROLE(true, EscalationRight.RBAC, "clusterroles", "create"),
  NODE_PROXY(true, "", "nodes/proxy", "get", "create"),
  // The API server takes the name space's own name for the name space of the request.
  CHANGE_NAMESPACE(false, "", "namespaces", "patch", "update"),
  CREATE_VOLUME(true, "", "persistentvolumes", "create"),
  CREATE_CSR(true, EscalationRight.CERTIFICATES, "certificatesigningrequests", "create"),
  WRITE_APPROVAL(
      true, EscalationRight.CERTIFICATES, "certificatesigningrequests/approval", "update", "patch"),
  APPROVE_SIGNER(true, EscalationRight.CERTIFICATES, "signers", "approve"),
  WRITE_MUTATING_WEBHOOK(
      true,
      "admissionregistration.k8s.io",
      "mutatingwebhookconfigurations",
      "create",
      "update",
      "patch"),
  WRITE_VALIDATING_WEBHOOK(
      true,
      "admissionregistration.k8s.io",
      "validatingwebhookconfigurations",
      "create",
      "update",
      "patch"),
  WRITE_API_SERVICE(true, "apiregistration.k8s.io", "apiservices", "create", "update", "patch");

  /** Whoever has one of them in a name space runs pods there. */
  static final List<EscalationRight> RUN_PODS =
      List.of(
          CREATE_POD,
          WRITE_DEPLOYMENT,
          WRITE_DAEMON_SET,
          WRITE_STATEFUL_SET,
          WRITE_REPLICA_SET,
          WRITE_REPLICATION_CONTROLLER,
          WRITE_CRON_JOB,
          CREATE_JOB,
          WRITE_ROLLOUT);

  /** Whoever has one of them runs commands in a pod that is there. */
  static final List<EscalationRight> ENTER_PODS = List.of(EXEC, ATTACH, DEBUG, CHANGE_POD);

  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String CERTIFICATES = "certificates.k8s.io";

  private final boolean acrossCluster;
  private final String group;
  private final String resource;
  private final String subresource;
  private final ImmutableList<String> verbs;

  EscalationRight(boolean acrossCluster, String group, String resource, String... verbs) {
    int slash = resource.indexOf('/');
    this.acrossCluster = acrossCluster;
    this.group = group;
    this.resource = slash < 0 ? resource : resource.substring(0, slash);
    this.subresource = slash < 0 ? "" : resource.substring(slash + 1);
    this.verbs = ImmutableList.copyOf(verbs);
  }

  /** Whether a RoleBinding cannot give it, as what it asks for is in no name space. */
  boolean isAcrossCluster() {
    return acrossCluster;
  }

  /** What {@code rule} allows of it, for any object or for the first that the rule names. */
  Optional<RbacRequest.Resource> in(RbacRule rule, String namespace) {
    return in(rule, namespace, rule.names().isEmpty() ? "" : rule.names().get(0));
  }

  /**
   * What {@code rule} allows of it for one object.
   *
   * @param name empty for any
   */
  Optional<RbacRequest.Resource> in(RbacRule rule, String namespace, String name) {
    return verbs.stream()
        .map(verb -> request(verb, namespace, name))
        .filter(request -> request.isAllowedBy(rule))
        .findFirst();
  }

  private RbacRequest.Resource request(String verb, String namespace, String name) {
    // An object that is being created is not named in the request; its parent is.
    boolean unnamed = verb.equals("create") && subresource.isEmpty();
    return new RbacRequest.Resource(
        verb, group, resource, subresource, unnamed ? "" : name, namespace);
  }
}
