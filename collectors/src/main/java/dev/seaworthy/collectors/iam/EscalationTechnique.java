package dev.seaworthy.collectors.iam;

/**
 * How a right leads to rights that were not given. Of two that lead equally far the one that stands
 * first here is told.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/rbac-good-practices/">Role Based
 *     Access Control Good Practices</a>
 */
public enum EscalationTechnique {
  ADMINISTER(
      "every verb on every resource of the cluster is what cluster-admin allows",
      "reference/access-authn-authz/rbac/#user-facing-roles"),
  READ_SECRETS(
      "reading Secrets by get, list or watch shows what they hold",
      "concepts/security/rbac-good-practices/#listing-secrets"),
  ENTER_ANY_POD(
      "commands run in the pods of other name spaces see and do what those pods may",
      "tasks/debug/debug-application/get-shell-running-container/"),
  REACH_KUBELET(
      "the kubelet's API runs commands in every pod of its node, past admission and audit",
      "concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes"),
  MOUNT_ANY_SECRET(
      "a pod may mount any Secret of its name space, and its creator chooses the name space",
      "concepts/security/rbac-good-practices/#workload-creation"),
  WATCH_ADMISSION(
      "a validating webhook is sent every object that it asks for, Secrets included",
      "concepts/security/rbac-good-practices/#control-admission-webhooks"),
  REWRITE_ADMISSION(
      "a mutating webhook may rewrite every object that anyone writes, administrators included",
      "concepts/security/rbac-good-practices/#control-admission-webhooks"),
  SERVE_API(
      "an aggregated API server is part of the control plane and answers in the cluster's name",
      "concepts/extend-kubernetes/api-extension/apiserver-aggregation/"),
  ISSUE_CERTIFICATE(
      "who approves client certificates may hold one in any name, control plane included",
      "concepts/security/rbac-good-practices/#csrs-and-certificate-issuing"),
  PRIVILEGED_POD(
      "a privileged pod controls the node that it runs on",
      "concepts/security/rbac-good-practices/#workload-creation"),
  HOST_PATH_VOLUME(
      "a PersistentVolume of type hostPath shows a pod the node's files, whatever Pod Security"
          + " says of the pod",
      "concepts/security/rbac-good-practices/#persistent-volume-creation"),
  RELABEL_NAMESPACE(
      "who changes a name space's labels decides its Pod Security level, and then privileged pods"
          + " may run",
      "concepts/security/rbac-good-practices/#namespace-modification"),
  BIND(
      "the verb bind lets one bind a role whose rights one does not hold, also to oneself",
      "concepts/security/rbac-good-practices/#bind-verb"),
  ESCALATE(
      "the verb escalate lets one write any right into a role that one is bound to",
      "concepts/security/rbac-good-practices/#escalate-verb"),
  IMPERSONATE(
      "who impersonates somebody is authorized as them",
      "concepts/security/rbac-good-practices/#impersonate-verb"),
  REQUEST_TOKEN(
      "a token requested for a service account authenticates as it",
      "concepts/security/rbac-good-practices/#token-request"),
  READ_TOKEN(
      "the Secret holds a long-lived token of the service account",
      "concepts/security/rbac-good-practices/#listing-secrets"),
  CREATE_TOKEN_SECRET(
      "into a new Secret of the type service-account-token Kubernetes writes a token of the account"
          + " that it names",
      "concepts/configuration/secret/#serviceaccount-token-secrets"),
  RUN_POD(
      "who writes a pod chooses the service account of its name space that it runs as",
      "concepts/security/rbac-good-practices/#workload-creation"),
  ENTER_POD(
      "what runs in a pod may use the token of its service account",
      "tasks/run-application/access-api-from-pod/"),
  TAKE_NODE_TOKENS(
      "a node holds the tokens of the pods that run on it",
      "concepts/security/rbac-good-practices/#minimize-distribution-of-privileged-tokens");

  private static final String DOCUMENTATION = "https://kubernetes.io/docs/";

  private final String reason;
  private final String page;

  EscalationTechnique(String reason, String page) {
    this.reason = reason;
    this.page = page;
  }

  /** Such as {@code run-pod}. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Why it works, in lower case and without a full stop. */
  public String reason() {
    return reason;
  }

  /** The page of the Kubernetes documentation that says so. */
  public String reference() {
    return DOCUMENTATION + page;
  }
}
