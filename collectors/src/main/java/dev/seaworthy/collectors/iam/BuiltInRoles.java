package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The roles that every cluster has and manifests bind without defining them, with what they allow
 * in the releases of Kubernetes that are supported. {@code admin}, {@code edit} and {@code view}
 * are aggregated, so a labelled ClusterRole of the release widens them.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings">
 *     Default roles and role bindings</a>
 */
final class BuiltInRoles {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String AGGREGATE_TO = RBAC + "/aggregate-to-";
  private static final String READ = "get list watch";
  private static final String WRITE = "create delete deletecollection patch update";

  private static final String APPS =
      "daemonsets deployments deployments/scale replicasets replicasets/scale statefulsets"
          + " statefulsets/scale";
  private static final String CONTENT =
      "configmaps events persistentvolumeclaims replicationcontrollers"
          + " replicationcontrollers/scale serviceaccounts services";
  private static final String INTO_PODS = "pods/attach pods/exec pods/portforward pods/proxy";

  private BuiltInRoles() {}

  static List<RbacRole> all() {
    List<RbacRole> roles = new ArrayList<>();
    roles.add(clusterAdmin());
    roles.add(aggregated("admin", Map.of()));
    roles.add(aggregated("edit", label("admin")));
    roles.add(aggregated("view", label("edit")));
    roles.add(plain("system:aggregate-to-admin", label("admin"), admin()));
    roles.add(plain("system:aggregate-to-edit", label("edit"), edit()));
    roles.add(plain("system:aggregate-to-view", label("view"), view()));
    roles.addAll(components());
    return roles;
  }

  private static RbacRole clusterAdmin() {
    String name = "cluster-admin";
    return plain(
        name,
        Map.of(),
        List.of(RbacRule.builtIn(name, "*", "*", "*"), RbacRule.builtInUrls(name, "*", "*")));
  }

  private static List<RbacRule> admin() {
    String role = "system:aggregate-to-admin";
    return List.of(
        RbacRule.builtIn(role, "create", "authorization.k8s.io", "localsubjectaccessreviews"),
        RbacRule.builtIn(role, READ + " " + WRITE, RBAC, "rolebindings roles"));
  }

  private static List<RbacRule> edit() {
    String role = "system:aggregate-to-edit";
    return List.of(
        RbacRule.builtIn(role, READ, "", INTO_PODS + " secrets services/proxy"),
        RbacRule.builtIn(role, "impersonate", "", "serviceaccounts"),
        RbacRule.builtIn(role, WRITE, "", "pods " + INTO_PODS),
        RbacRule.builtIn(role, "create", "", "pods/eviction serviceaccounts/token"),
        RbacRule.builtIn(role, WRITE, "", CONTENT + " secrets services/proxy"),
        RbacRule.builtIn(role, WRITE, "apps", APPS + " deployments/rollback"),
        RbacRule.builtIn(role, WRITE, "autoscaling", "horizontalpodautoscalers"),
        RbacRule.builtIn(role, WRITE, "batch", "cronjobs jobs"),
        RbacRule.builtIn(role, WRITE, "policy", "poddisruptionbudgets"),
        RbacRule.builtIn(role, WRITE, "networking.k8s.io", "ingresses networkpolicies"),
        RbacRule.builtIn(role, READ + " " + WRITE, "coordination.k8s.io", "leases"));
  }

  private static List<RbacRule> view() {
    String role = "system:aggregate-to-view";
    return List.of(
        RbacRule.builtIn(
            role,
            READ,
            "",
            CONTENT + " bindings endpoints limitranges namespaces pods pods/log resourcequotas"),
        RbacRule.builtIn(role, READ, "apps", APPS + " controllerrevisions"),
        RbacRule.builtIn(role, READ, "autoscaling", "horizontalpodautoscalers"),
        RbacRule.builtIn(role, READ, "batch", "cronjobs jobs"),
        RbacRule.builtIn(role, READ, "discovery.k8s.io", "endpointslices"),
        RbacRule.builtIn(role, READ, "policy", "poddisruptionbudgets"),
        RbacRule.builtIn(role, READ, "networking.k8s.io", "ingresses networkpolicies"));
  }

  /** What controllers and metrics servers are commonly bound to. */
  private static List<RbacRole> components() {
    String delegator = "system:auth-delegator";
    String monitoring = "system:monitoring";
    String reader = "extension-apiserver-authentication-reader";
    RbacRule map =
        new RbacRule(
            reader,
            List.of("get", "list", "watch"),
            List.of(""),
            List.of("configmaps"),
            List.of("extension-apiserver-authentication"),
            List.of(),
            null);
    return List.of(
        plain(
            delegator,
            Map.of(),
            List.of(
                RbacRule.builtIn(delegator, "create", "authentication.k8s.io", "tokenreviews"),
                RbacRule.builtIn(
                    delegator, "create", "authorization.k8s.io", "subjectaccessreviews"))),
        plain(
            monitoring,
            Map.of(),
            List.of(
                RbacRule.builtInUrls(
                    monitoring, "get", "/healthz /livez /metrics /metrics/slis /readyz"))),
        new RbacRole(
            new Subject("Role", "kube-system", reader), Map.of(), false, List.of(), List.of(map)));
  }

  private static RbacRole plain(String name, Map<String, String> labels, List<RbacRule> rules) {
    return new RbacRole(Subject.of("ClusterRole", name), labels, false, List.of(), rules);
  }

  private static RbacRole aggregated(String name, Map<String, String> labels) {
    Tree.Mark nowhere = new Tree.Mark(0, 0);
    Tree.Entry wanted = new Tree.Entry(nowhere, new Tree.Scalar(nowhere, "true"));
    LabelSelector selector =
        LabelSelector.ofLabels(new Tree.Mapping(nowhere, Map.of(AGGREGATE_TO + name, wanted)));
    return new RbacRole(
        Subject.of("ClusterRole", name), labels, true, List.of(selector), List.of());
  }

  private static Map<String, String> label(String target) {
    return Map.of(AGGREGATE_TO + target, "true");
  }
}
