package dev.seaworthy.collectors.paths;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.seaworthy.collectors.paths.AttackGraph.Edge;
import dev.seaworthy.collectors.paths.AttackGraph.Means;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Subject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the rights of service accounts lead to: Secrets that they read or may mount, pods that they
 * may enter, and powers, as {@code iam/principal} tells them.
 */
final class AccountRights {
  private static final String CLUSTER = "cluster";

  /** A request, by any of its verbs in turn. */
  private record Right(String group, String resource, List<String> verbs) {
    static Right of(String group, String resource, String... verbs) {
      return new Right(group, resource, List.of(verbs));
    }
  }

  private static final String[] WRITING = {"create", "patch", "update"};

  /** Whoever makes a pod mounts any Secret of its name space into it. */
  private static final List<Right> MAKERS =
      List.of(
          Right.of("", "pods", "create"),
          Right.of("", "replicationcontrollers", WRITING),
          Right.of("apps", "deployments", WRITING),
          Right.of("apps", "daemonsets", WRITING),
          Right.of("apps", "statefulsets", WRITING),
          Right.of("apps", "replicasets", WRITING),
          Right.of("batch", "jobs", "create"),
          Right.of("batch", "cronjobs", WRITING));

  private static final List<Right> ENTRANCES =
      List.of(
          Right.of("", "pods/exec", "create", "get"),
          Right.of("", "pods/attach", "create", "get"),
          Right.of("", "pods/ephemeralcontainers", "patch", "update"));

  private static final List<Right> READING =
      List.of(Right.of("", "secrets", "get", "list", "watch"));

  private final Map<Subject, JsonNode> principals = new HashMap<>();
  private final PathNodes nodes;

  AccountRights(List<Evidence> principals, PathNodes nodes) {
    this.nodes = nodes;
    for (Evidence principal : principals) {
      JsonNode content = principal.content().node();
      if (content.path("system").asText().equals("kubernetes")) {
        this.principals.put(principal.subject(), content);
      }
    }
  }

  /** The edges that holding a token of {@code account} opens, its groups' included. */
  List<Edge> of(Subject account) {
    // By what is reached: one right to a thing is enough.
    Map<String, Edge> edges = new LinkedHashMap<>();
    Stream.of(
            account,
            Subject.of("Group", "system:serviceaccounts:" + account.namespace()),
            Subject.of("Group", "system:serviceaccounts"),
            Subject.of("Group", "system:authenticated"))
        .forEach(holder -> add(account, holder, edges));
    return List.copyOf(edges.values());
  }

  private void add(Subject account, Subject holder, Map<String, Edge> edges) {
    JsonNode principal = principals.getOrDefault(holder, MissingNode.getInstance());
    String who =
        account.equals(holder)
            ? account.toString()
            : "%s, in group %s,".formatted(account, holder.name());
    for (JsonNode grant : principal.path("grants")) {
      if (grant.path("effect").asText("allow").equals("allow")) {
        new OneGrant(account, who, grant, edges).add();
      }
    }
    for (JsonNode path : principal.path("attributes").path("escalations")) {
      String note =
          "%s comes to %s by %s (%s)"
              .formatted(
                  who,
                  path.path("to").asText(),
                  String.join(", ", texts(path, "techniques")),
                  place(path));
      power(account, path.path("to").asText(), note, edges);
    }
  }

  private void power(Subject account, String power, String note, Map<String, Edge> edges) {
    int node = nodes.thing("power", "", power);
    edges.putIfAbsent("power " + power, edge(account, List.of(node), false, note));
  }

  private static Edge edge(Subject account, List<Integer> targets, boolean control, String note) {
    return new Edge(Means.RIGHTS, targets, control, account.toString(), note);
  }

  /** One grant of one holder, and what it leads to. */
  private final class OneGrant {
    private final Subject account;
    private final String who;
    private final JsonNode grant;
    private final Map<String, Edge> edges;
    private final String scope;
    private final List<String> names;
    private final List<String> groups;
    private final List<String> resources;
    private final List<String> verbs;

    OneGrant(Subject account, String who, JsonNode grant, Map<String, Edge> edges) {
      this.account = account;
      this.who = who;
      this.grant = grant;
      this.edges = edges;
      this.scope = grant.path("scope").asText();
      this.names = texts(grant, "names");
      this.groups = texts(grant, "apiGroups");
      this.resources = texts(grant, "resources");
      this.verbs = texts(grant, "actions");
    }

    void add() {
      if (Stream.of(verbs, resources, groups).allMatch(listed -> listed.contains("*"))
          && scope.equals(CLUSTER)) {
        String note = "%s may do anything (%s)".formatted(who, place(grant));
        power(account, "cluster-admin", note, edges);
      }
      given(READING).forEach(this::readsSecrets);
      if (names.isEmpty()) {
        given(MAKERS).forEach(right -> secret("*", right));
      }
      given(ENTRANCES).forEach(this::entersPods);
    }

    private void readsSecrets(String right) {
      (names.isEmpty() ? List.of("*") : names).forEach(name -> secret(name, right));
    }

    private void secret(String name, String right) {
      int node = nodes.thing("secret", namespace(), name);
      edges.putIfAbsent("secret " + node, edge(account, List.of(node), false, note(right)));
    }

    private void entersPods(String right) {
      List<Integer> targets = nodes.workloadsIn(namespace());
      if (!targets.isEmpty()) {
        edges.putIfAbsent("enter " + scope, edge(account, targets, true, note(right)));
      }
    }

    /** {@code *} for every name space. */
    private String namespace() {
      return scope.equals(CLUSTER) ? "*" : scope.substring(scope.indexOf(':') + 1);
    }

    private String note(String right) {
      String where = scope.equals(CLUSTER) ? "the cluster" : "namespace " + namespace();
      return "%s may %s in %s (%s)".formatted(who, right, where, place(grant));
    }

    /** Of the wanted rights, those that the grant gives, such as {@code get secrets}. */
    private Stream<String> given(List<Right> wanted) {
      return wanted.stream()
          .filter(right -> has(groups, right.group()) && covers(right.resource()))
          .flatMap(
              right ->
                  right.verbs().stream()
                      .filter(verb -> has(verbs, verb))
                      .map(verb -> verb + " " + right.resource())
                      .limit(1));
    }

    private boolean covers(String resource) {
      int slash = resource.indexOf('/');
      return has(resources, resource)
          || (slash >= 0 && has(resources, "*" + resource.substring(slash)));
    }

    /** Whether a list of a grant names {@code value} or everything. */
    private static boolean has(List<String> listed, String value) {
      return listed.contains(value) || listed.contains("*");
    }
  }

  private static List<String> texts(JsonNode tree, String key) {
    return tree.path(key).valueStream().map(JsonNode::asText).toList();
  }

  private static String place(JsonNode tree) {
    return Location.fromTree(tree.path("source")).toString();
  }
}
