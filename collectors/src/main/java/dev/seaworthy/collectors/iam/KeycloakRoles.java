package dev.seaworthy.collectors.iam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The roles of a realm and which others each brings along. Role mappings of an export name only
 * what was given by hand: what comes of composites is worked out here.
 */
final class KeycloakRoles {
  /**
   * A role.
   *
   * @param client whose it is; empty for a role of the realm
   */
  record Role(String client, String name) implements Comparable<Role> {
    private static final Comparator<Role> ORDER =
        Comparator.comparing(Role::client).thenComparing(Role::name);

    /** {@code NAME}, or {@code CLIENT/NAME}. */
    String label() {
      return client.isEmpty() ? name : client + "/" + name;
    }

    @Override
    public int compareTo(Role other) {
      return ORDER.compare(this, other);
    }
  }

  /** What all roles may bring together, before it is given up. */
  private static final int MOST_BROUGHT = 1_000_000;

  private final Reading reading;
  private final boolean told;
  private final SortedMap<Role, Spot> roles = new TreeMap<>();
  private final Map<Role, List<Role>> parts = new HashMap<>();
  private final Map<Role, SortedSet<Role>> whole = new HashMap<>();
  private final Set<Role> reported = new HashSet<>();
  private final GrantBudget brought = new GrantBudget(MOST_BROUGHT);
  private boolean missingTold;

  KeycloakRoles(Reading reading, Spot realm) {
    this.reading = reading;
    Optional<Spot> all = reading.mapping(realm, "roles");
    this.told = all.isPresent();
    all.ifPresent(
        spot -> {
          define("", reading.mappings(spot, "realm"));
          reading.mapping(spot, "client").ifPresent(this::defineOfClients);
        });
    roles.forEach((role, at) -> parts.put(role, composites(at)));
  }

  /** Every role that the export defines. */
  SortedMap<Role, Spot> defined() {
    return roles;
  }

  boolean isComposite(Role role) {
    return !parts.getOrDefault(role, List.of()).isEmpty();
  }

  /** The roles that {@code holder} was given by hand: {@code realmRoles}, {@code clientRoles}. */
  List<Role> direct(Spot holder) {
    return named(holder, "realmRoles", "clientRoles");
  }

  /** The roles that {@code at} names: of the realm as a list, of clients as one list for each. */
  private List<Role> named(Spot at, String ofRealm, String ofClients) {
    List<Role> named = new ArrayList<>();
    for (Spot name : reading.texts(at, ofRealm)) {
      named.add(known(new Role("", name.text().orElse("")), name));
    }
    Optional<Spot> clients = reading.mapping(at, ofClients);
    for (Map.Entry<String, Spot> client : clients.map(Spot::entries).orElse(List.of())) {
      for (Spot name : reading.texts(clients.orElseThrow(), client.getKey())) {
        named.add(known(new Role(client.getKey(), name.text().orElse("")), name));
      }
    }
    return named;
  }

  /** {@code role} and all that it brings, through any number of steps and round any circle. */
  SortedSet<Role> effective(Role role) {
    return whole.computeIfAbsent(role, this::closure);
  }

  private SortedSet<Role> closure(Role role) {
    Spot at = roles.getOrDefault(role, reading.root());
    return Closure.of(
        List.of(role),
        next -> parts.getOrDefault(next, List.of()),
        next -> brought.admits(1, problem -> reading.gap(problem, at)));
  }

  private void defineOfClients(Spot clients) {
    for (Map.Entry<String, Spot> client : clients.entries()) {
      define(client.getKey(), reading.mappings(clients, client.getKey()));
    }
  }

  private void define(String client, List<Spot> listed) {
    for (Spot role : listed) {
      reading.text(role, "name").ifPresent(name -> roles.put(new Role(client, name), role));
    }
  }

  private List<Role> composites(Spot role) {
    return reading
        .mapping(role, "composites")
        .map(composites -> named(composites, "realm", "client"))
        .orElse(List.of());
  }

  /** The same; what the export does not define is a gap, once. */
  private Role known(Role role, Spot at) {
    if (!told && !missingTold) {
      missingTold = true;
      reading.gap(IamProblems.notInRealm("the definition of role", role.label()), at);
    } else if (told && !roles.containsKey(role) && reported.add(role)) {
      reading.gap(IamProblems.notInRealm("role", role.label()), at);
    }
    return role;
  }
}
