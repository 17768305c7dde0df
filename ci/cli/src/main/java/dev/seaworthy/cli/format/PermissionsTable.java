package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.collectors.iam.DanglingBinding;
import dev.seaworthy.collectors.iam.RbacIdentity;
import dev.seaworthy.collectors.iam.RbacPermission;
import dev.seaworthy.collectors.iam.RbacPermissions;
import dev.seaworthy.collectors.iam.RbacRule;
import dev.seaworthy.engine.evidence.Location;
import java.io.IOException;
import java.util.List;

/** Permissions of subjects for people: what is allowed, and below each line what gives it. */
public final class PermissionsTable {
  private PermissionsTable() {}

  public static void write(RbacPermissions permissions, List<RbacIdentity> subjects, Appendable out)
      throws IOException {
    for (RbacIdentity subject : subjects) {
      out.append(Printable.of(subject.toString()))
          .append("\n  groups: ")
          .append(Printable.of(String.join(", ", subject.groups())))
          .append('\n');
      if (subject.isMaster()) {
        out.append("  everything: system:masters are not asked for a rule\n");
      }
      List<RbacPermission> held = permissions.of(subject);
      for (RbacPermission permission : held) {
        write(permission, out);
      }
      for (DanglingBinding dangling : permissions.dangling(subject)) {
        write(dangling, out);
      }
      out.append(held.isEmpty() && !subject.isMaster() ? "  nothing\n\n" : "\n");
    }
    out.append("subjects: %d\n".formatted(subjects.size()));
  }

  private static void write(DanglingBinding dangling, Appendable out) throws IOException {
    out.append(
            Printable.of(
                "  nothing yet: %s (%s) binds %s, which is not there, to %s"
                    .formatted(
                        dangling.binding(), dangling.at(), dangling.role(), dangling.through())))
        .append('\n');
  }

  private static void write(RbacPermission permission, Appendable out) throws IOException {
    String scope =
        permission.namespace().isEmpty() ? "cluster" : "namespace " + permission.namespace();
    RbacRule rule = permission.rule();
    out.append(
        Printable.of(
            "  %s: %s %s".formatted(scope, String.join(",", rule.verbs()), objects(rule))));
    out.append('\n');
    out.append(Printable.of("      " + giver(permission)));
    out.append('\n');
  }

  /** What gives a permission, with its places. */
  static String giver(RbacPermission permission) {
    String role = permission.rule().role();
    String stated = role.equals(permission.role().name()) ? "" : " from ClusterRole " + role;
    return "%s (%s) gives %s to %s%s (%s)"
        .formatted(
            permission.binding(),
            permission.boundAt(),
            permission.role(),
            permission.through(),
            stated,
            permission.ruleAt().map(Location::toString).orElse("built in"));
  }

  /** {@code deployments.apps, pods "db"}, or URLs. */
  private static String objects(RbacRule rule) {
    if (!rule.urls().isEmpty()) {
      return String.join(", ", rule.urls());
    }
    List<String> resources =
        rule.apiGroups().stream()
            .flatMap(group -> rule.resources().stream().map(one -> inGroup(one, group)))
            .toList();
    String names = rule.names().isEmpty() ? "" : " named " + String.join(", ", rule.names());
    return String.join(", ", resources) + names;
  }

  private static String inGroup(String resource, String group) {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
