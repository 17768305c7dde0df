package dev.seaworthy.collectors.iam;

import java.util.List;
import java.util.function.Predicate;

/**
 * What somebody asks of the API server, and how a rule answers. Every text is compared as it is
 * written: {@code *} is a wildcard in a rule only, and a rule for {@code pods/*} means a
 * subresource of that very name.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/">Using RBAC
 *     authorization</a>
 */
public sealed interface RbacRequest {
  /** Matches every verb, group, resource or URL in a rule. */
  String ANY = "*";

  /**
   * A request for a resource.
   *
   * @param group empty for the core group
   * @param subresource empty for the resource itself
   * @param name empty where no object is named, as in {@code list} and {@code create}
   * @param namespace empty for a request across the cluster
   */
  record Resource(
      String verb, String group, String resource, String subresource, String name, String namespace)
      implements RbacRequest {
    @Override
    public boolean isAllowedBy(RbacRule rule) {
      return has(rule.verbs(), verb)
          && has(rule.apiGroups(), group)
          && rule.resources().stream().anyMatch(this::isMeantBy)
          && (rule.names().isEmpty() || rule.names().contains(name));
    }

    private boolean isMeantBy(String pattern) {
      String whole = subresource.isEmpty() ? resource : resource + "/" + subresource;
      return pattern.equals(ANY)
          || pattern.equals(whole)
          || (!subresource.isEmpty() && pattern.equals("*/" + subresource));
    }
  }

  /** A request for a path that belongs to no resource, such as {@code /metrics}. */
  record Url(String verb, String path) implements RbacRequest {
    @Override
    public String namespace() {
      return "";
    }

    @Override
    public boolean isAllowedBy(RbacRule rule) {
      return has(rule.verbs(), verb) && rule.urls().stream().anyMatch(this::isMeantBy);
    }

    private boolean isMeantBy(String pattern) {
      return pattern.equals(path) || (pattern.endsWith(ANY) && path.startsWith(stem(pattern)));
    }

    /** What stands before the stars that end {@code pattern}. */
    private static String stem(String pattern) {
      int end = pattern.length();
      while (end > 0 && pattern.charAt(end - 1) == '*') {
        end--;
      }
      return pattern.substring(0, end);
    }
  }

  /** Where it asks: a RoleBinding answers in its own name space only; empty across the cluster. */
  String namespace();

  /** Whether {@code rule} allows it, wherever the rule holds. */
  boolean isAllowedBy(RbacRule rule);

  private static boolean has(List<String> texts, String wanted) {
    Predicate<String> meant = text -> text.equals(ANY) || text.equals(wanted);
    return texts.stream().anyMatch(meant);
  }
}
