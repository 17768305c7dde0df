package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.policy.Suggestions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a declared role map. It is written by hand, so anything unknown in it is taken for a slip.
 */
final class RoleMapReader {
  private static final List<String> KEYS = List.of("apiVersion", "kind", "principals");
  private static final List<String> PRINCIPAL_KEYS =
      List.of("system", "name", "category", "groups", "rights", "expires");
  private static final List<String> RIGHT_KEYS = List.of("actions", "resources", "condition");
  private static final List<String> SYSTEMS =
      List.of("odoo", "aws", "kubernetes", "keycloak", "postgresql", "redis");
  private static final List<String> CATEGORIES =
      List.of("admin", "support", "integration", "business");

  private final Reading reading;
  private final Set<List<String>> seen = new HashSet<>();

  RoleMapReader(Reading reading) {
    this.reading = reading;
  }

  void read() {
    Spot root = reading.root();
    checkKeys(root, KEYS);
    reading
        .text(root, "apiVersion")
        .ifPresent(version -> known(root, "apiVersion", version, List.of("seaworthy.dev/v1")));
    if (root.get("principals").isEmpty()) {
      reading.wrong(root, "principals", "a list");
    }
    List<Map<String, Object>> principals = new ArrayList<>();
    for (Spot principal : reading.mappings(root, "principals")) {
      principal(principal).ifPresent(principals::add);
    }
    reading.evidence(
        EvidenceKinds.ROLE_MAP,
        Subject.of("RoleMap", reading.file()),
        root,
        () -> CanonicalJson.of(Map.of("principals", principals)));
  }

  /** One line of the map; empty if it does not say of whom. */
  private Optional<Map<String, Object>> principal(Spot at) {
    checkKeys(at, PRINCIPAL_KEYS);
    Optional<String> system = reading.text(at, "system");
    Optional<String> name = reading.text(at, "name");
    Optional<String> category = reading.text(at, "category");
    if (at.get("groups").isEmpty() && at.get("rights").isEmpty()) {
      reading.wrong(at, "groups", "a list");
    }
    if (at.get("rights").isPresent() && !system.orElse("aws").equals("aws")) {
      reading.wrong(at, "rights", "for this system: principals of `aws` alone have it");
    }
    List<String> groups =
        reading.texts(at, "groups").stream().flatMap(group -> group.text().stream()).toList();
    Optional<Instant> expires = reading.day(at, "expires");
    system.ifPresent(value -> known(at, "system", value, SYSTEMS));
    category.ifPresent(value -> known(at, "category", value, CATEGORIES));
    if (system.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    if (!seen.add(List.of(system.get(), name.get()))) {
      reading.gap(IamProblems.duplicate(system.get() + " principal", name.get()), at);
    }
    Map<String, Object> principal = new LinkedHashMap<>();
    principal.put("system", system.get());
    principal.put("name", name.get());
    category.ifPresent(value -> principal.put("category", value));
    principal.put("groups", groups);
    if (at.get("rights").isPresent()) {
      List<Map<String, Object>> rights = new ArrayList<>();
      reading.mappings(at, "rights").forEach(right -> right(right).ifPresent(rights::add));
      principal.put("rights", rights);
    }
    expires.ifPresent(end -> principal.put("expires", end.getEpochSecond()));
    return Optional.of(principal);
  }

  /** A statement of what is allowed, as a grant; empty if it names nothing. */
  private Optional<Map<String, Object>> right(Spot at) {
    checkKeys(at, RIGHT_KEYS);
    List<String> actions = reading.names(at, "actions");
    List<String> resources = reading.names(at, "resources");
    if (actions.isEmpty() || resources.isEmpty()) {
      reading.wrong(at, actions.isEmpty() ? "actions" : "resources", "a list of names or patterns");
      return Optional.empty();
    }
    Grant grant = new Grant("allow", "account").actions(actions).resources(resources);
    Optional<Spot> condition = reading.mapping(at, "condition");
    try {
      if (condition.isPresent()) {
        grant
            .conditional(true)
            .with("condition", CanonicalJson.digestOf(condition.get().tree().plain()).toString());
      }
    } catch (NotCanonicalException e) {
      reading.wrong(at, "condition", "written in exact values: " + e.getMessage());
      return Optional.empty();
    }
    return Optional.of(grant.toTree());
  }

  private void checkKeys(Spot at, List<String> known) {
    for (Map.Entry<String, Spot> entry : at.entries()) {
      if (!known.contains(entry.getKey())) {
        String suggestion = Suggestions.didYouMean(entry.getKey(), known);
        reading.gap(IamProblems.unknownKey(entry.getKey(), suggestion), entry.getValue());
      }
    }
  }

  private void known(Spot at, String key, String value, List<String> choices) {
    if (!choices.contains(value)) {
      Spot spot = at.get(key).orElse(at);
      reading.gap(
          IamProblems.unknownValue(
              spot.path(),
              value,
              Suggestions.didYouMean(value, choices),
              "`" + String.join("`, `", choices) + "`"),
          spot);
    }
  }
}
