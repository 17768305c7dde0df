package dev.seaworthy.collectors.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one state allows one principal, by evidence of it in each of the state's files. */
final class RoleSide implements RightsDiff.Side<RoleRight, String> {
  /** The action of a right to take on a role, which its trust policy gives. */
  static final String ASSUMED = "be-assumed-by";

  /** What the resource of a boundary's denial begins with. */
  static final String OUTSIDE = "outside ";

  private final SortedMap<RoleRight, SortedSet<String>> held = new TreeMap<>();
  private final Map<RoleRight, JsonNode> places = new HashMap<>();

  private final Effort effort;

  /** What rights in AWS come to together; made when it is first asked for. */
  private Optional<AwsRights> together = Optional.empty();

  /**
   * @param effort bounds the actions of AWS that are looked at
   */
  RoleSide(List<Evidence> principals, Effort effort) {
    this.effort = effort;
    for (Evidence principal : principals) {
      JsonNode content = principal.content().node();
      // Who cannot come in can do nothing, until somebody lets them in again.
      if (content.at("/attributes/active").asBoolean(true)) {
        content.path("grants").forEach(this::grant);
        attributes(content.path("system").asText(), content.path("attributes"));
      }
    }
  }

  SortedSet<RoleRight> rights() {
    return new TreeSet<>(held.keySet());
  }

  /** The rights that {@code other} does not have word for word, from the same givers. */
  SortedSet<RoleRight> changedFrom(RoleSide other) {
    SortedSet<RoleRight> changed = new TreeSet<>();
    held.forEach(
        (right, givers) -> {
          if (!givers.equals(other.held.get(right))) {
            changed.add(right);
          }
        });
    return changed;
  }

  @Override
  public boolean allows(RoleRight right) {
    return held.containsKey(right)
        || held.keySet().stream().anyMatch(one -> one.covers(right))
        || isHeldTogether(right);
  }

  @Override
  public SortedSet<String> givers(RoleRight right) {
    SortedSet<String> givers = new TreeSet<>();
    held.forEach(
        (one, from) -> {
          if (one.equals(right) || one.covers(right)) {
            givers.addAll(from);
          }
        });
    if (givers.isEmpty() && isHeldTogether(right)) {
      held.forEach(
          (one, from) -> {
            if (one.isOnActionsOfAws() && together().adds(one, right)) {
              givers.addAll(from);
            }
          });
    }
    return givers;
  }

  /** The actions of AWS that {@code right} stands for and that are not allowed here. */
  BitSet missing(RoleRight right) {
    return together().missing(right);
  }

  /** Whether several rights come to {@code right}, none of which does by itself. */
  private boolean isHeldTogether(RoleRight right) {
    return right.isOnActionsOfAws() && together().covers(right);
  }

  private AwsRights together() {
    AwsRights made =
        together.orElseGet(
            () -> {
              AwsRights rights = new AwsRights(effort);
              held.keySet().stream().filter(RoleRight::isOnActionsOfAws).forEach(rights::add);
              return rights;
            });
    together = Optional.of(made);
    return made;
  }

  /** Whether anything that is allowed may be what {@code denial} takes away. */
  boolean isTouchedBy(RoleRight denial) {
    return held.keySet().stream().anyMatch(one -> !one.denies() && one.mayMeet(denial));
  }

  /** Where the grant of {@code right} stands; empty where it is not told. */
  Optional<JsonNode> place(RoleRight right) {
    return Optional.ofNullable(places.get(right));
  }

  private void grant(JsonNode grant) {
    String giver = giver(grant);
    for (RoleRight right : RoleRight.of(grant)) {
      add(right, giver);
      if (grant.has("source")) {
        places.putIfAbsent(right, grant.path("source"));
      }
    }
  }

  /** Rights that a system tells of the principal as a whole. */
  private void attributes(String system, JsonNode attributes) {
    if (system.equals("odoo")) {
      attributes
          .path("groups")
          .forEach(group -> add(RoleRight.of("member", group.asText(), "database"), "group"));
    }
    for (JsonNode statement : attributes.path("trust")) {
      boolean denies = RoleRight.isDenial(statement);
      String condition = RoleRight.conditionOf(statement);
      for (JsonNode principal : statement.path("principals")) {
        RoleRight.Words who = RoleRight.Words.of(principal.asText());
        add(
            new RoleRight(denies, RoleRight.Words.of(ASSUMED), who, "account", condition),
            "trust policy");
      }
    }
    if (attributes.hasNonNull("boundary")) {
      RoleRight.Words all = RoleRight.Words.of("*");
      RoleRight.Words boundary = RoleRight.Words.of(OUTSIDE + attributes.path("boundary").asText());
      add(new RoleRight(true, all, boundary, "account", ""), "permissions boundary");
    }
  }

  private void add(RoleRight right, String giver) {
    held.computeIfAbsent(right, key -> new TreeSet<>()).add(giver);
  }

  private static String giver(JsonNode grant) {
    String origin = named(grant.path("origin"));
    String via = named(grant.path("via"));
    return via.isEmpty() || via.equals(origin) ? origin : origin + " through " + via;
  }

  private static String named(JsonNode one) {
    return one.isObject() ? one.path("kind").asText() + " " + one.path("name").asText() : "";
  }
}
