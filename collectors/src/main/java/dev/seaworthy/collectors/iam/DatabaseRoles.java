package dev.seaworthy.collectors.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * Who may do what in a PostgreSQL server, by what a record of kind {@code DatabaseServer} tells of
 * roles, memberships and {@code pg_hba.conf}. Rights on tables are not in it.
 */
final class DatabaseRoles {
  static final String RECORD = "record/database-server";

  /** Attributes of a role, which members do not inherit. */
  private static final List<String> POWERS =
      List.of(
          "superuser", "login", "createRole", "createDatabase", "replication", "bypassRowSecurity");

  private final Evidence record;
  private final JsonNode content;
  private final String database;
  private final GrantBudget budget = new GrantBudget(GrantBudget.DEFAULT);
  private final Map<String, List<String>> memberships = new HashMap<>();
  private final List<Observation> found = new ArrayList<>();

  DatabaseRoles(Evidence record) {
    this.record = record;
    this.content = record.content().node();
    this.database = content.at("/server/database").asText();
  }

  List<Observation> read() {
    for (JsonNode role : content.path("roles")) {
      memberships.put(role.path("name").asText(), useful(role));
    }
    int i = 0;
    for (JsonNode role : content.path("roles")) {
      role(role, JsonPath.of("roles", i++));
    }
    int leftOut = content.path("rolesLeftOut").asInt();
    if (leftOut > 0) {
      gap(IamProblems.rolesLeftOut(leftOut), JsonPath.of("rolesLeftOut"));
    }
    return found;
  }

  /** Without those that are neither inherited nor can be become: they give nothing. */
  private static List<String> useful(JsonNode role) {
    List<String> admin = texts(role.path("adminOf"));
    List<String> useless = new ArrayList<>(texts(role.path("notInherited")));
    useless.retainAll(texts(role.path("notSettable")));
    // Whoever chooses the members lets itself in.
    useless.removeAll(admin);
    return texts(role.path("memberOf")).stream().filter(one -> !useless.contains(one)).toList();
  }

  private void role(JsonNode role, JsonPath path) {
    if (budget.isSpent()) {
      return;
    }
    String name = role.path("name").asText();
    SortedSet<String> roles = Closure.of(direct(name), this::direct);
    List<JsonNode> rules = rules(name, roles);
    if (!budget.admits(
        POWERS.size() + roles.size() + rules.size() + role.path("adminOf").size() + 1,
        problem -> gap(problem, path))) {
      return;
    }
    Location at = record.locations().locate(path);
    List<Grant> grants = new ArrayList<>();
    POWERS.stream()
        .filter(power -> role.path(power).asBoolean())
        .forEach(power -> grants.add(grant(power, "server", "attribute", power).at(path, at)));
    if (content.path("owner").asText().equals(name)) {
      grants.add(grant("own", "database " + database, "owner", database).at(path, at));
    }
    roles.forEach(group -> grants.add(grant("member", group, "membership", group).at(path, at)));
    texts(role.path("adminOf"))
        .forEach(group -> grants.add(grant("admin", group, "membership", group).at(path, at)));
    for (JsonNode rule : rules) {
      String line = "line " + rule.path("line").asInt();
      grants.add(grant("connect", shown(rule), "pg_hba.conf", line).at(path, at));
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("directRoles", direct(name));
    attributes.put("roles", roles);
    String type = role.path("login").asBoolean() ? "user" : "role";
    Subject subject = new Subject(type, database, name);
    Principal principal = new Principal("postgresql", subject, attributes, grants);
    found.add(
        new Evidence(
            EvidenceKinds.PRINCIPAL, subject, record.source(), principal.content(), one -> at));
  }

  private List<String> direct(String name) {
    return memberships.getOrDefault(name, List.of());
  }

  /** Rules of {@code pg_hba.conf} by which a role may come. */
  private List<JsonNode> rules(String name, SortedSet<String> roles) {
    return content
        .path("access")
        .valueStream()
        .filter(rule -> !rule.path("method").asText().equals("reject") && !rule.has("error"))
        .filter(
            rule -> texts(rule.path("users")).stream().anyMatch(user -> isMeant(user, name, roles)))
        .toList();
  }

  private static boolean isMeant(String user, String name, SortedSet<String> roles) {
    return user.equals("all")
        || user.equals(name)
        || (user.startsWith("+")
            && (user.substring(1).equals(name) || roles.contains(user.substring(1))));
  }

  private static String shown(JsonNode rule) {
    String from = rule.path("address").asText();
    return "%s to %s%s by %s"
        .formatted(
            rule.path("type").asText(),
            String.join(",", texts(rule.path("databases"))),
            from.isEmpty() ? "" : " from " + from,
            rule.path("method").asText());
  }

  private static Grant grant(String action, String resource, String kind, String origin) {
    return new Grant("allow", "server")
        .actions(List.of(action))
        .resources(List.of(resource))
        .origin(Map.of("kind", kind, "name", origin));
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  private void gap(Problem problem, JsonPath path) {
    found.add(
        new Gap(
            problem,
            record.source(),
            record.locations().locate(path),
            List.of(EvidenceKinds.PRINCIPAL, EvidenceKinds.ROLE_COMPARISON)));
  }
}
