package dev.seaworthy.collectors.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A principal of an account, asked for single rights on single resources: an explicit denial wins,
 * and a permissions boundary takes all that it does not allow.
 */
final class AwsNode {
  /** How far a right is there; the order is from less to more. */
  enum May {
    NO,
    /** A condition decides, or a boundary that is not in the export. */
    PERHAPS,
    YES;

    May and(May other) {
      return compareTo(other) <= 0 ? this : other;
    }
  }

  /** A statement, as far as it is about one action. */
  private record Part(boolean denies, boolean conditional, List<String> on, List<String> notOn) {
    May on(AwsNode node, String resource) {
      May found = May.NO;
      if (notOn.isEmpty()) {
        for (String pattern : on) {
          found = max(found, node.matches(pattern, resource));
        }
      } else if (notOn.stream().allMatch(one -> node.matches(one, resource) == May.NO)) {
        found = May.YES;
      }
      return conditional ? found.and(May.PERHAPS) : found;
    }
  }

  /** A statement of trust: in whom, without the kind {@code AWS:} before accounts and names. */
  record Trust(boolean denies, boolean conditional, Set<String> who) {
    private static Trust of(Map<String, Object> statement) {
      Set<String> who = new HashSet<>();
      texts(statement.get("principals")).forEach(one -> who.add(AWS.matcher(one).replaceFirst("")));
      return new Trust(isDenial(statement), isConditional(statement), Set.copyOf(who));
    }
  }

  private static final int ACCOUNT = 4;
  private static final Pattern AWS = Pattern.compile("^AWS:");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");
  private static final String ANY = "*";

  private final String type;
  private final String name;
  private final Map<String, Object> attributes;
  private final List<Map<String, Object>> grants;
  private final List<Trust> trust;
  private final String arn;
  private final Map<String, List<Part>> byAction = new HashMap<>();
  private final Map<String, List<Part>> limits = new HashMap<>();

  AwsNode(String type, String name, Map<String, Object> attributes, List<Grant> grants) {
    this.type = type;
    this.name = name;
    this.attributes = attributes;
    this.grants = grants.stream().map(Grant::toTree).toList();
    this.trust = trees(attributes.get("trust")).stream().map(Trust::of).toList();
    this.arn = String.valueOf(attributes.getOrDefault("arn", ""));
  }

  String type() {
    return type;
  }

  String arn() {
    return arn;
  }

  /** As findings write it. */
  String label() {
    return type + " " + name;
  }

  List<String> groups() {
    return texts(attributes.get("groups"));
  }

  /** The number of its account, out of its name; empty if that is none. */
  String account() {
    List<String> parts = List.of(arn().split(":", -1));
    return parts.size() > ACCOUNT ? parts.get(ACCOUNT) : "";
  }

  /** The statements of a role's trust policy. */
  List<Trust> trust() {
    return trust;
  }

  /** The managed policies of its own account that give it rights. */
  List<String> ownPolicies() {
    return grants.stream()
        .map(grant -> grant.get("origin"))
        .map(origin -> origin instanceof Map<?, ?> map ? String.valueOf(map.get("arn")) : "")
        .filter(arn -> arn.contains(":policy/") && !arn.contains(":aws:policy/"))
        .distinct()
        .toList();
  }

  /** Whether it may do everything, as far as one statement says so. */
  boolean isAdministrator() {
    return may(ANY, ANY) == May.YES;
  }

  /** How far {@code action} is allowed on anything at all. */
  May mayAnywhere(String action) {
    List<Part> parts = parts(byAction, grants, action);
    boolean taken =
        parts.stream()
            .anyMatch(part -> part.denies() && !part.conditional() && part.on().contains(ANY));
    May allowed = May.NO;
    for (Part part : parts) {
      if (!part.denies()) {
        allowed = max(allowed, part.conditional() ? May.PERHAPS : May.YES);
      }
    }
    return taken || allowed == May.NO ? May.NO : allowed.and(boundaryAnywhere(action));
  }

  /** How far {@code action} is allowed on {@code resource}. */
  May may(String action, String resource) {
    May allowed = decided(parts(byAction, grants, action), resource);
    return allowed == May.NO ? May.NO : allowed.and(boundary(action, resource));
  }

  /** Whether a statement of its own denies {@code action} on {@code resource} for sure. */
  boolean isDenied(String action, String resource) {
    return parts(byAction, grants, action).stream()
        .anyMatch(part -> part.denies() && part.on(this, resource) == May.YES);
  }

  private May decided(List<Part> parts, String resource) {
    May allowed = May.NO;
    May denied = May.NO;
    for (Part part : parts) {
      May on = part.on(this, resource);
      if (part.denies()) {
        denied = max(denied, on);
      } else {
        allowed = max(allowed, on);
      }
    }
    return switch (denied) {
      case YES -> May.NO;
      case PERHAPS -> allowed.and(May.PERHAPS);
      case NO -> allowed;
    };
  }

  private May boundary(String action, String resource) {
    if (!attributes.containsKey("boundary")) {
      return May.YES;
    }
    return attributes.containsKey("boundaryGrants")
        ? decided(parts(limits, trees(attributes.get("boundaryGrants")), action), resource)
        : May.PERHAPS;
  }

  private May boundaryAnywhere(String action) {
    if (!attributes.containsKey("boundary")) {
      return May.YES;
    }
    if (!attributes.containsKey("boundaryGrants")) {
      return May.PERHAPS;
    }
    return parts(limits, trees(attributes.get("boundaryGrants")), action).stream()
            .anyMatch(part -> !part.denies())
        ? May.YES
        : May.NO;
  }

  private static List<Part> parts(
      Map<String, List<Part>> known, List<Map<String, Object>> grants, String action) {
    return known.computeIfAbsent(
        action, key -> grants.stream().filter(one -> covers(one, key)).map(AwsNode::part).toList());
  }

  private static boolean covers(Map<String, Object> grant, String action) {
    String asked = action.toLowerCase(Locale.ROOT);
    List<String> but = texts(grant.get("notActions"));
    List<String> patterns = but.isEmpty() ? texts(grant.get("actions")) : but;
    boolean matches =
        patterns.stream().anyMatch(one -> Wildcard.covers(one.toLowerCase(Locale.ROOT), asked));
    // All but some actions is never all of them.
    return but.isEmpty() ? matches : !matches && !action.equals(ANY);
  }

  private static Part part(Map<String, Object> grant) {
    return new Part(
        isDenial(grant),
        isConditional(grant),
        texts(grant.get("resources")),
        texts(grant.get("notResources")));
  }

  private static boolean isDenial(Map<String, Object> statement) {
    return "deny".equals(statement.get("effect"));
  }

  private static boolean isConditional(Map<String, Object> statement) {
    return Boolean.TRUE.equals(statement.get("conditional"));
  }

  /** Variables of a policy hold what a request brings; only the user's own name is known. */
  private May matches(String pattern, String resource) {
    String known = type.equals("user") ? pattern.replace("${aws:username}", name) : pattern;
    if (!known.contains("${")) {
      return Wildcard.covers(known, resource) ? May.YES : May.NO;
    }
    String loose = VARIABLE.matcher(known).replaceAll(ANY);
    return Wildcard.covers(loose, resource) ? May.PERHAPS : May.NO;
  }

  private static May max(May one, May other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  @SuppressWarnings("unchecked") // lists of trees are written by this package alone
  private static List<Map<String, Object>> trees(@Nullable Object list) {
    return list == null ? List.of() : (List<Map<String, Object>>) list;
  }

  private static List<String> texts(@Nullable Object list) {
    List<String> texts = new ArrayList<>();
    if (list instanceof List<?> items) {
      items.forEach(one -> texts.add(String.valueOf(one)));
    }
    return texts;
  }
}
