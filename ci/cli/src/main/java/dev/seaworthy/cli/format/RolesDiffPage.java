package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.collectors.iam.RbacIdentity;
import dev.seaworthy.collectors.iam.RightsDiff.Kind;
import dev.seaworthy.collectors.iam.RolesDiff;
import dev.seaworthy.collectors.iam.RolesDiff.Change;
import dev.seaworthy.engine.evidence.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What two states of other systems than Kubernetes allow otherwise, for people and as JSON. */
public final class RolesDiffPage {
  private record Changed(String system, Subject subject, List<Change> changes) {}

  private final List<Changed> changed = new ArrayList<>();

  /**
   * A page.
   *
   * @param asked whom to tell of; everyone if empty
   */
  public RolesDiffPage(List<RolesDiff> diffs, List<RbacIdentity> asked) {
    for (RolesDiff diff : diffs) {
      diff.changes()
          .forEach(
              (subject, changes) -> {
                if (asked.isEmpty() || asked.stream().anyMatch(one -> isMeant(one, subject))) {
                  changed.add(new Changed(diff.system(), subject, changes));
                }
              });
    }
  }

  boolean isEmpty() {
    return changed.isEmpty();
  }

  int size() {
    return changed.size();
  }

  long count(Kind kind) {
    return changed.stream()
        .flatMap(one -> one.changes().stream())
        .filter(change -> change.kind() == kind)
        .count();
  }

  void writeTable(Appendable out) throws IOException {
    for (Changed one : changed) {
      Printable.line(out, one.system() + " " + one.subject());
      for (Change change : one.changes()) {
        PermissionsDiffPage.write(
            change.kind(), change.right().toString(), change.before(), change.after(), out);
        if (change.actionsInWords().isPresent()) {
          Printable.line(out, "      " + change.actionsInWords().get());
        }
      }
      out.append('\n');
    }
  }

  List<Map<String, Object>> trees() {
    return changed.stream().map(RolesDiffPage::tree).toList();
  }

  private static Map<String, Object> tree(Changed one) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("system", one.system());
    tree.put("subject", one.subject().toTree());
    for (Kind kind : Kind.values()) {
      tree.put(
          kind.name().toLowerCase(Locale.ROOT),
          one.changes().stream()
              .filter(change -> change.kind() == kind)
              .map(Change::toTree)
              .toList());
    }
    return tree;
  }

  private static boolean isMeant(RbacIdentity asked, Subject subject) {
    return asked.toString().equals(subject.kind().toLowerCase(Locale.ROOT) + ":" + subject.name());
  }
}
