package dev.seaworthy.collectors.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The least that a grant gives or takes: one action on one resource. A {@code *} in it stands for
 * itself, and is covered by a {@code *} only, as nobody can list all that it stands for.
 *
 * @param denies whether it takes the right away
 * @param scope where it holds
 * @param condition tells conditions apart; empty where it holds always
 */
public record RoleRight(
    boolean denies, Words action, Words resource, String scope, String condition)
    implements Comparable<RoleRight> {

  /** A pattern, or all but what some patterns match. */
  record Words(boolean isAllBut, List<String> patterns) {
    static Words of(String pattern) {
      return new Words(false, List.of(pattern));
    }

    /** Whether it matches all that {@code other} does. */
    boolean covers(Words other) {
      if (!isAllBut && !other.isAllBut) {
        return Wildcard.covers(patterns.get(0), other.patterns.get(0));
      }
      if (!isAllBut) {
        return patterns.get(0).equals("*");
      }
      return other.isAllBut
          ? patterns.stream()
              .allMatch(one -> other.patterns.stream().anyMatch(more -> Wildcard.covers(more, one)))
          : patterns.stream().noneMatch(one -> Wildcard.mayMeet(one, other.patterns.get(0)));
    }

    boolean mayMeet(Words other) {
      return isAllBut || other.isAllBut || Wildcard.mayMeet(patterns.get(0), other.patterns.get(0));
    }

    @Override
    public String toString() {
      return isAllBut ? "all but " + String.join(",", patterns) : patterns.get(0);
    }
  }

  private static final Comparator<RoleRight> ORDER =
      Comparator.comparing(RoleRight::denies)
          .thenComparing(right -> right.action().toString())
          .thenComparing(right -> right.resource().toString())
          .thenComparing(RoleRight::scope)
          .thenComparing(RoleRight::condition);

  /** A right that holds always. */
  static RoleRight of(String action, String resource, String scope) {
    return new RoleRight(false, Words.of(action), Words.of(resource), scope, "");
  }

  /** What a grant of evidence gives. */
  static List<RoleRight> of(JsonNode grant) {
    String scope = grant.path("scope").asText();
    boolean denies = isDenial(grant);
    String condition = conditionOf(grant);
    List<RoleRight> rights = new ArrayList<>();
    for (Words action : words(grant, "actions", "notActions", scope.equals("account"))) {
      for (Words resource : words(grant, "resources", "notResources", false)) {
        rights.add(new RoleRight(denies, action, resource, scope, condition));
      }
    }
    return rights;
  }

  /** Whether a grant or a statement of trust takes a right away. */
  static boolean isDenial(JsonNode grant) {
    return grant.path("effect").asText().equals("deny");
  }

  /** What tells the condition of a grant or a statement of trust from others. */
  static String conditionOf(JsonNode grant) {
    return grant.path("conditional").asBoolean() ? grant.path("condition").asText("unknown") : "";
  }

  /** AWS takes the names of actions in any case. */
  private static List<Words> words(JsonNode grant, String key, String allBut, boolean anyCase) {
    List<String> named = new ArrayList<>();
    boolean isAllBut = grant.path(allBut).size() > 0;
    grant
        .path(isAllBut ? allBut : key)
        .forEach(one -> named.add(anyCase ? one.asText().toLowerCase(Locale.ROOT) : one.asText()));
    return isAllBut ? List.of(new Words(true, named)) : named.stream().map(Words::of).toList();
  }

  /** Whether it is about actions of AWS, and not a trust or a boundary. */
  boolean isOnActionsOfAws() {
    return scope.equals("account")
        && !action.toString().equals(RoleSide.ASSUMED)
        && !resource.toString().startsWith(RoleSide.OUTSIDE);
  }

  /** Whether whoever holds this holds {@code other}. */
  boolean covers(RoleRight other) {
    return denies == other.denies
        && scope.equals(other.scope)
        && (condition.isEmpty() || condition.equals(other.condition))
        && action.covers(other.action)
        && resource.covers(other.resource);
  }

  /** Whether there may be a request that both are about. */
  boolean mayMeet(RoleRight other) {
    return action.mayMeet(other.action) && resource.mayMeet(other.resource);
  }

  /** As people and approvals write it: {@code write stock.picking}. */
  @Override
  public String toString() {
    String right = resource.toString().isEmpty() ? action.toString() : action + " " + resource;
    return (denies ? "deny " : "") + right + (condition.isEmpty() ? "" : " under a condition");
  }

  Map<String, Object> toTree() {
    return Map.of(
        "right", toString(), "scope", scope, "denies", denies, "conditional", !condition.isEmpty());
  }

  @Override
  public int compareTo(RoleRight other) {
    return ORDER.compare(this, other);
  }
}
