package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A RoleBinding or ClusterRoleBinding.
 *
 * @param role what it binds; a Role lives in the binding's own name space
 * @param members who holds the role, each once
 * @param faults what the API server would refuse in it
 */
record RbacBinding(Manifest manifest, Subject role, List<Member> members, List<Fault> faults) {
  /** One that is bound, and where the binding says so. */
  record Member(Subject subject, JsonPath path) {}

  /** One refusal. */
  record Fault(JsonPath path, String reason) {}

  static final JsonPath ROLE_REF = JsonPath.of("roleRef");
  private static final String GROUP = "rbac.authorization.k8s.io";

  static RbacBinding of(Manifest manifest) {
    Tree.Mapping root = manifest.root();
    Subject binding = manifest.subject();
    List<Fault> faults = new ArrayList<>();
    String kind = root.mapping("roleRef").flatMap(ref -> ref.text("kind")).orElse("");
    String name = root.mapping("roleRef").flatMap(ref -> ref.text("name")).orElse("");
    String group = root.mapping("roleRef").flatMap(ref -> ref.text("apiGroup")).orElse("");
    boolean clusterWide = binding.namespace().isEmpty();
    if (!kind.equals("ClusterRole") && (clusterWide || !kind.equals("Role"))) {
      faults.add(
          new Fault(
              ROLE_REF.then("kind"),
              clusterWide ? "is not `ClusterRole`" : "is neither `Role` nor `ClusterRole`"));
    }
    if (!group.isEmpty() && !group.equals(GROUP)) {
      faults.add(new Fault(ROLE_REF.then("apiGroup"), "is not `" + GROUP + "`"));
    }
    List<Member> members = members(root, binding.namespace(), faults);
    Subject role = new Subject(kind, kind.equals("Role") ? binding.namespace() : "", name);
    return new RbacBinding(manifest, role, List.copyOf(members), List.copyOf(faults));
  }

  /** How far a right reaches through it: a ClusterRole bound in a name space stays inside. */
  String scope() {
    String namespace = manifest.subject().namespace();
    return namespace.isEmpty() ? "cluster" : "namespace:" + namespace;
  }

  private static List<Member> members(Tree.Mapping root, String namespace, List<Fault> faults) {
    Map<Subject, Member> members = new LinkedHashMap<>();
    List<Tree> subjects = root.items("subjects");
    for (int i = 0; i < subjects.size(); i++) {
      JsonPath path = JsonPath.of("subjects", i);
      Tree.Mapping subject = subjects.get(i).asMapping().orElseThrow();
      int before = faults.size();
      check(subject, namespace, path, faults);
      if (faults.size() == before) {
        Member member = new Member(principal(subject, namespace), path);
        members.putIfAbsent(member.subject(), member);
      }
    }
    return List.copyOf(members.values());
  }

  private static void check(
      Tree.Mapping subject, String namespace, JsonPath path, List<Fault> faults) {
    String kind = subject.text("kind").orElse("");
    boolean account = kind.equals("ServiceAccount");
    // Both defaults apply where `apiGroup` is left out.
    String group = subject.text("apiGroup").orElse("");
    if (!Set.of("ServiceAccount", "User", "Group").contains(kind)) {
      faults.add(new Fault(path.then("kind"), "is none of `ServiceAccount`, `User` and `Group`"));
    } else if (!group.isEmpty() && (account || !group.equals(GROUP))) {
      String right = account ? "" : GROUP;
      faults.add(new Fault(path.then("apiGroup"), "is not `%s`".formatted(right)));
    } else if (account && namespace.isEmpty() && subject.text("namespace").isEmpty()) {
      faults.add(new Fault(path.then("namespace"), "is missing"));
    }
  }

  /** A service account may also be bound by the name of the user that its tokens show. */
  private static Subject principal(Tree.Mapping subject, String namespace) {
    String kind = subject.text("kind").orElse("");
    String name = subject.text("name").orElse("");
    if (kind.equals("ServiceAccount")) {
      String own = subject.text("namespace").filter(text -> !text.isEmpty()).orElse(namespace);
      return new Subject(kind, own, name);
    }
    return kind.equals("User") ? RbacIdentity.subjectOfUser(name) : Subject.of(kind, name);
  }
}
