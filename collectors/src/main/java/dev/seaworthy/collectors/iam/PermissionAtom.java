package dev.seaworthy.collectors.iam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The least that a rule gives: one verb on one resource or URL. A {@code *} in it stands for itself
 * and is matched by the same {@code *} only, as no request names all that there could be.
 */
public record PermissionAtom(Target target, String verb) implements Comparable<PermissionAtom> {
  /**
   * What a verb is for.
   *
   * @param namespace empty for the whole cluster
   * @param group empty for the core group, and for URLs
   * @param resource with its subresource; empty for URLs
   * @param name empty for any object
   * @param url empty for resources
   */
  public record Target(String namespace, String group, String resource, String name, String url)
      implements Comparable<Target> {
    private static final Comparator<Target> ORDER =
        Comparator.comparing(Target::namespace)
            .thenComparing(Target::group)
            .thenComparing(Target::resource)
            .thenComparing(Target::url)
            .thenComparing(Target::name);

    @Override
    public int compareTo(Target other) {
      return ORDER.compare(this, other);
    }
  }

  /** What changes that are told as one have in common. */
  record Key(RightsDiff.Kind kind, Target target, String before, String after)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::kind)
            .thenComparing(Key::target)
            .thenComparing(Key::before)
            .thenComparing(Key::after);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  static List<PermissionAtom> of(RbacPermission permission) {
    List<PermissionAtom> atoms = new ArrayList<>();
    for (Target target : targets(permission.namespace(), permission.rule())) {
      permission.rule().verbs().forEach(verb -> atoms.add(new PermissionAtom(target, verb)));
    }
    return atoms;
  }

  /** How many {@link #of} would make. */
  static long count(RbacRule rule) {
    double resources =
        (double) rule.apiGroups().size()
            * rule.resources().size()
            * Math.max(1, rule.names().size());
    // A sum past any limit is as good as its end: a long is never overrun.
    return (long) ((resources + rule.urls().size()) * rule.verbs().size());
  }

  RbacRequest request() {
    if (!target.url().isEmpty()) {
      return new RbacRequest.Url(verb, target.url());
    }
    String resource = target.resource();
    int slash = resource.indexOf('/');
    return new RbacRequest.Resource(
        verb,
        target.group(),
        slash < 0 ? resource : resource.substring(0, slash),
        slash < 0 ? "" : resource.substring(slash + 1),
        target.name(),
        target.namespace());
  }

  private static List<Target> targets(String namespace, RbacRule rule) {
    List<Target> targets = new ArrayList<>();
    rule.urls().forEach(url -> targets.add(new Target(namespace, "", "", "", url)));
    List<String> names = rule.names().isEmpty() ? List.of("") : rule.names();
    for (String group : rule.apiGroups()) {
      for (String resource : rule.resources()) {
        names.forEach(name -> targets.add(new Target(namespace, group, resource, name, "")));
      }
    }
    return targets;
  }

  @Override
  public int compareTo(PermissionAtom other) {
    int byTarget = target.compareTo(other.target);
    return byTarget != 0 ? byTarget : verb.compareTo(other.verb);
  }
}
