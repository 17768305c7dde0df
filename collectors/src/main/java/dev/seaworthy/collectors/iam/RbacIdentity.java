package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody as the API server sees them: a user's name and groups. A service account is the user
 * {@code system:serviceaccount:NAMESPACE:NAME}.
 *
 * @param user the name; empty for whoever is in a group
 */
public record RbacIdentity(String user, SortedSet<String> groups)
    implements Comparable<RbacIdentity> {
  /** Members of it are allowed everything, whatever RBAC says. */
  public static final String MASTERS = "system:masters";

  static final String AUTHENTICATED = "system:authenticated";
  static final String UNAUTHENTICATED = "system:unauthenticated";
  private static final String ANONYMOUS = "system:anonymous";
  private static final String ACCOUNTS = "system:serviceaccounts";
  private static final String ACCOUNT_USER = "system:serviceaccount:";

  public RbacIdentity {
    groups = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(groups));
  }

  /** Exactly as stated, with no group implied. */
  public static RbacIdentity stated(String user, Collection<String> groups) {
    return new RbacIdentity(user, new TreeSet<>(groups));
  }

  /** The user {@code name} with the groups that the API server itself puts them in. */
  public static RbacIdentity user(String name) {
    Subject subject = subjectOfUser(name);
    if (subject.kind().equals("ServiceAccount")) {
      return serviceAccount(subject.namespace(), subject.name());
    }
    return stated(name, List.of(name.equals(ANONYMOUS) ? UNAUTHENTICATED : AUTHENTICATED));
  }

  /** Whoever is in {@code name}, with the groups that all of its members are in. */
  public static RbacIdentity group(String name) {
    List<String> groups = new ArrayList<>(List.of(name));
    if (!name.equals(UNAUTHENTICATED)) {
      groups.add(AUTHENTICATED);
    }
    if (name.startsWith(ACCOUNTS + ":")) {
      groups.add(ACCOUNTS);
    }
    return stated("", groups);
  }

  public static RbacIdentity serviceAccount(String namespace, String name) {
    return stated(
        ACCOUNT_USER + namespace + ":" + name,
        List.of(ACCOUNTS, ACCOUNTS + ":" + namespace, AUTHENTICATED));
  }

  /** The one that a binding names. */
  static RbacIdentity of(Subject subject) {
    return switch (subject.kind()) {
      case "ServiceAccount" -> serviceAccount(subject.namespace(), subject.name());
      case "Group" -> group(subject.name());
      default -> user(subject.name());
    };
  }

  /**
   * Reads {@code user:NAME}, {@code group:NAME} or {@code serviceaccount:NAMESPACE/NAME}; empty if
   * {@code text} is none of them.
   */
  public static Optional<RbacIdentity> parse(String text) {
    int colon = text.indexOf(':');
    String name = text.substring(colon + 1);
    if (colon < 0 || name.isEmpty()) {
      return Optional.empty();
    }
    return switch (text.substring(0, colon)) {
      case "user" -> Optional.of(user(name));
      case "group" -> Optional.of(group(name));
      case "serviceaccount" -> {
        int slash = name.indexOf('/');
        yield slash <= 0 || slash == name.length() - 1 || name.indexOf('/', slash + 1) >= 0
            ? Optional.empty()
            : Optional.of(serviceAccount(name.substring(0, slash), name.substring(slash + 1)));
      }
      default -> Optional.empty();
    };
  }

  /** Who this is, as a binding would name them. */
  public Subject subject() {
    return user.isEmpty() ? Subject.of("Group", ownGroup()) : subjectOfUser(user);
  }

  /** Everyone that a binding may name to reach this identity; its own subject first. */
  List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    if (!user.isEmpty()) {
      subjects.add(subjectOfUser(user));
    }
    groups.forEach(group -> subjects.add(Subject.of("Group", group)));
    return subjects;
  }

  /** Whether RBAC is not asked about them at all. */
  public boolean isMaster() {
    return groups.contains(MASTERS);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    Subject subject = subject();
    return switch (subject.kind()) {
      case "ServiceAccount" -> "serviceaccount:" + subject.namespace() + "/" + subject.name();
      case "Group" -> "group:" + subject.name();
      default -> "user:" + subject.name();
    };
  }

  @Override
  public int compareTo(RbacIdentity other) {
    int byName = toString().compareTo(other.toString());
    return byName != 0 ? byName : groups.toString().compareTo(other.groups.toString());
  }

  /** The subject of a user's name, which for a service account's user is the account. */
  static Subject subjectOfUser(String name) {
    if (name.startsWith(ACCOUNT_USER)) {
      String[] parts = name.substring(ACCOUNT_USER.length()).split(":", -1);
      if (parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()) {
        return new Subject("ServiceAccount", parts[0], parts[1]);
      }
    }
    return Subject.of("User", name);
  }

  /** The one group of a member that the others follow from. */
  private String ownGroup() {
    return groups.stream()
        .filter(group -> group(group).groups().equals(groups))
        .findFirst()
        .orElse(groups.isEmpty() ? "" : groups.first());
  }
}
