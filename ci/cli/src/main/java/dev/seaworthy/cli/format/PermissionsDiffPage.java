package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.collectors.iam.PermissionAtom;
import dev.seaworthy.collectors.iam.PermissionsDiff;
import dev.seaworthy.collectors.iam.PermissionsDiff.Change;
import dev.seaworthy.collectors.iam.PermissionsDiff.Giver;
import dev.seaworthy.collectors.iam.RbacIdentity;
import dev.seaworthy.collectors.iam.RightsDiff.Kind;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What two states allow otherwise, for people and as JSON. */
public final class PermissionsDiffPage {
  private final Map<RbacIdentity, List<Change>> changes = new LinkedHashMap<>();
  private final RolesDiffPage roles;

  /**
   * @param asked whom to compare, with what their groups hold; everyone if empty
   * @param roles what differs in other systems
   */
  public PermissionsDiffPage(PermissionsDiff diff, List<RbacIdentity> asked, RolesDiffPage roles) {
    this.roles = roles;
    for (RbacIdentity identity : asked.isEmpty() ? diff.identities() : asked) {
      List<Change> found = diff.of(identity, !asked.isEmpty());
      if (!found.isEmpty()) {
        changes.put(identity, found);
      }
    }
  }

  public boolean isEmpty() {
    return changes.isEmpty() && roles.isEmpty();
  }

  /** A line for each change, and below it what gave the right and what gives it. */
  public void writeTable(Appendable out) throws IOException {
    for (Map.Entry<RbacIdentity, List<Change>> one : changes.entrySet()) {
      Printable.line(out, one.getKey().toString());
      for (Change change : one.getValue()) {
        write(change, out);
      }
      out.append('\n');
    }
    roles.writeTable(out);
    Printable.line(
        out,
        "subjects that differ: %d; widened: %d, narrowed: %d, moved: %d"
            .formatted(
                changes.size() + roles.size(),
                count(Kind.WIDENED),
                count(Kind.NARROWED),
                count(Kind.MOVED)));
  }

  /** The same as JSON; described in {@code docs/reference/iam.md}. */
  public CanonicalJson json(List<Gap> gaps) {
    return CanonicalJson.of(
        Map.of(
            "subjects",
            changes.entrySet().stream().map(PermissionsDiffPage::subject).toList(),
            "principals",
            roles.trees(),
            "gaps",
            gaps.stream().map(Gap::toTree).toList()));
  }

  private static Map<String, Object> subject(Map.Entry<RbacIdentity, List<Change>> one) {
    return Map.of(
        "subject", one.getKey().toString(),
        "widened", trees(one.getValue(), Kind.WIDENED),
        "narrowed", trees(one.getValue(), Kind.NARROWED),
        "moved", trees(one.getValue(), Kind.MOVED));
  }

  private static List<Map<String, Object>> trees(List<Change> changes, Kind kind) {
    return changes.stream()
        .filter(change -> change.kind() == kind)
        .map(PermissionsDiffPage::tree)
        .toList();
  }

  /** One change as JSON, without whom it is about. */
  public static Map<String, Object> tree(Change change) {
    PermissionAtom.Target object = change.object();
    return Map.of(
        "namespace", object.namespace(),
        "verbs", List.copyOf(change.verbs()),
        "apiGroup", object.group(),
        "resource", object.resource(),
        "resourceName", object.name(),
        "nonResourceURL", object.url(),
        "before", change.before().stream().map(PermissionsDiffPage::giver).toList(),
        "after", change.after().stream().map(PermissionsDiffPage::giver).toList());
  }

  private static Map<String, Object> giver(Giver giver) {
    return Map.of("binding", giver.binding().toTree(), "role", giver.role().toTree());
  }

  private static void write(Change change, Appendable out) throws IOException {
    PermissionAtom.Target object = change.object();
    String right =
        "%s: %s %s".formatted(scope(object), String.join(",", change.verbs()), described(object));
    write(change.kind(), right, change.before(), change.after(), out);
  }

  /** A line for a right that differs, and below it what gave it and what gives it. */
  static void write(
      Kind kind, String right, Collection<?> before, Collection<?> after, Appendable out)
      throws IOException {
    Printable.line(out, "  %s %s".formatted(sign(kind), right));
    for (Object giver : before) {
      Printable.line(out, "      was: " + giver);
    }
    for (Object giver : after) {
      Printable.line(out, "      now: " + giver);
    }
  }

  private static String sign(Kind kind) {
    return switch (kind) {
      case WIDENED -> "+";
      case NARROWED -> "-";
      case MOVED -> "~";
    };
  }

  /** Where a right holds: {@code cluster} or {@code namespace NAME}. */
  public static String scope(PermissionAtom.Target object) {
    return object.namespace().isEmpty() ? "cluster" : "namespace " + object.namespace();
  }

  /** What a right is for, such as {@code deployments.apps named web}. */
  public static String described(PermissionAtom.Target object) {
    if (!object.url().isEmpty()) {
      return object.url();
    }
    String group = object.group().isEmpty() ? "" : "." + object.group();
    String name = object.name().isEmpty() ? "" : " named " + object.name();
    return object.resource() + group + name;
  }

  private long count(Kind kind) {
    return roles.count(kind)
        + changes.values().stream()
            .flatMap(List::stream)
            .filter(change -> change.kind() == kind)
            .count();
  }
}
