package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.iam.KeycloakRoles.Role;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who holds which roles of a realm: users, and groups, which give theirs to their members and to
 * the groups in them; and composite roles, for exports without users.
 */
final class KeycloakPrincipals {
  private static final int MOST_DEPTH = 50;

  /** Roles that come by one way. */
  private record Held(Role role, String kind, String name, Spot at) {}

  private final Reading reading;
  private final GrantBudget budget;
  private final KeycloakRoles roles;
  private final Map<String, List<Held>> ofGroups = new HashMap<>();

  KeycloakPrincipals(Reading reading, GrantBudget budget, KeycloakRoles roles) {
    this.reading = reading;
    this.budget = budget;
    this.roles = roles;
  }

  void read(String realmName, Spot realm) {
    roles
        .defined()
        .forEach(
            (role, at) -> {
              if (roles.isComposite(role)) {
                List<Held> held = List.of(new Held(role, "role", role.label(), at));
                principal(realmName, "role", role.label(), at, new LinkedHashMap<>(), held);
              }
            });
    groups(realmName, reading.mappings(realm, "groups"), "", List.of(), 0);
    for (Spot user : reading.mappings(realm, "users")) {
      reading.text(user, "username").ifPresent(name -> user(realmName, realm, name, user));
    }
  }

  private void groups(String realm, List<Spot> groups, String parent, List<Held> above, int depth) {
    for (Spot group : groups) {
      Optional<String> name = reading.text(group, "name");
      if (depth > MOST_DEPTH) {
        reading.wrong(group, "nested at most %d deep".formatted(MOST_DEPTH));
      } else if (name.isPresent()) {
        String path = parent + "/" + name.get();
        List<Held> held = new ArrayList<>(above);
        roles.direct(group).forEach(role -> held.add(new Held(role, "group", path, group)));
        ofGroups.put(path, held);
        principal(realm, "group", path, group, new LinkedHashMap<>(), held);
        groups(realm, reading.mappings(group, "subGroups"), path, held, depth + 1);
      }
    }
  }

  private void user(String realmName, Spot realm, String name, Spot user) {
    List<Held> held = new ArrayList<>();
    List<Role> direct = roles.direct(user);
    direct.forEach(role -> held.add(new Held(role, "user", name, user)));
    for (Spot member : reading.texts(user, "groups")) {
      String group = member.text().orElse("");
      if (realm.get("groups").isPresent() && !ofGroups.containsKey(group)) {
        reading.gap(IamProblems.notInRealm("group", group), member);
      }
      held.addAll(ofGroups.getOrDefault(group, List.of()));
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (user.get("enabled").isPresent()) {
      reading.truth(user, "enabled").ifPresent(enabled -> attributes.put("active", enabled));
    }
    attributes.put("groups", reading.names(user, "groups"));
    attributes.put("directRoles", direct.stream().map(Role::label).distinct().sorted().toList());
    attributes.put("requiredActions", reading.names(user, "requiredActions"));
    reading
        .optionalText(user, "serviceAccountClientId")
        .ifPresent(client -> attributes.put("serviceAccountOf", client));
    // Of credentials only what they are: the rest of each is a hash of a password, or a seed.
    attributes.put(
        "credentials",
        reading.mappings(user, "credentials").stream()
            .flatMap(one -> reading.text(one, "type").stream())
            .distinct()
            .sorted()
            .toList());
    principal(realmName, "user", name, user, attributes, held);
  }

  private void principal(
      String realm,
      String type,
      String name,
      Spot at,
      Map<String, Object> attributes,
      List<Held> held) {
    int size = held.stream().mapToInt(one -> roles.effective(one.role()).size()).sum();
    if (!budget.admits(size, problem -> reading.gap(problem, at))) {
      return;
    }
    List<Grant> grants = new ArrayList<>();
    SortedSet<String> effective = new TreeSet<>();
    for (Held one : held) {
      for (Role role : roles.effective(one.role())) {
        effective.add(role.label());
        grants.add(grant(realm, role, one));
      }
    }
    attributes.put("roles", effective);
    Subject subject = new Subject(type, realm, name);
    Principal principal = new Principal("keycloak", subject, attributes, grants);
    reading.evidence(EvidenceKinds.PRINCIPAL, subject, at, principal::content);
  }

  private Grant grant(String realm, Role role, Held held) {
    String scope = role.client().isEmpty() ? "realm:" + realm : "client:" + role.client();
    return new Grant("allow", scope)
        .actions(List.of("role"))
        .resources(List.of(role.label()))
        .origin(Map.of("kind", "role", "name", held.role().label()))
        .via(Map.of("kind", held.kind(), "name", held.name()))
        .at(held.at().path(), reading.location(held.at()));
  }
}
