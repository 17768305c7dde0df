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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What groups and users of the modules of a tree may do, by all of their files together. */
final class OdooModules {
  private final OdooRights rights = new OdooRights();
  private final Map<String, Set<String>> implied = new HashMap<>();
  private final SortedMap<String, Evidence> definedIn = new TreeMap<>();
  private final Map<String, Location> places = new HashMap<>();
  private final ModuleUsers users = new ModuleUsers();
  private final GrantBudget budget = new GrantBudget(GrantBudget.DEFAULT);

  OdooModules(List<Evidence> files) {
    for (Evidence file : files) {
      JsonNode content = file.content().node();
      content.path("groups").forEach(group -> group(file, group));
      content.path("users").forEach(user -> users.add(user, file, at(file, user)));
      content.path("access").forEach(row -> row(file, row));
      content
          .path("rules")
          .forEach(
              rule ->
                  rights.limit(
                      rule.path("model").asText(),
                      texts(rule.path("groups")),
                      texts(rule.path("rights")),
                      rule.path("domain").asText()));
    }
  }

  /** Every group with all that it brings along, and every user that a module makes or changes. */
  List<Observation> principals() {
    List<Observation> found = groups();
    for (ModuleUsers.User user : users.all()) {
      if (budget.isSpent()) {
        return found;
      }
      Set<String> effective = effective(user.groups());
      if (budget.admits(
          effective.size() + rights.count(effective),
          problem ->
              found.add(
                  new Gap(
                      problem, user.file().source(), user.at(), Format.ODOO_EXPORT.affects())))) {
        found.add(user.principal(effective, rights.grants(effective)));
      }
    }
    return found;
  }

  private Set<String> effective(Collection<String> direct) {
    return Closure.of(direct, one -> implied.getOrDefault(one, Set.of()));
  }

  private List<Observation> groups() {
    List<Observation> found = new ArrayList<>();
    definedIn.forEach(
        (group, file) -> {
          if (budget.isSpent()) {
            return;
          }
          Set<String> effective = effective(List.of(group));
          if (budget.admits(
              effective.size() + rights.count(effective),
              problem -> found.add(gap(problem, group, file)))) {
            found.add(principal(group, file, effective));
          }
        });
    return found;
  }

  private Evidence principal(String group, Evidence file, Set<String> effective) {
    Subject subject = Subject.of("group", group);
    Map<String, Object> attributes = Map.of("groups", effective);
    Principal principal = new Principal("odoo", subject, attributes, rights.grants(effective));
    Location at = place(group, file);
    return new Evidence(
        EvidenceKinds.PRINCIPAL, subject, file.source(), principal.content(), path -> at);
  }

  private Gap gap(Problem problem, String group, Evidence file) {
    return new Gap(problem, file.source(), place(group, file), Format.ODOO_EXPORT.affects());
  }

  private Location place(String group, Evidence file) {
    return places.getOrDefault(group, Location.of(file.source().file()));
  }

  private void group(Evidence file, JsonNode group) {
    String id = group.path("id").asText();
    implied.computeIfAbsent(id, key -> new TreeSet<>()).addAll(texts(group.path("implied")));
    definedIn.putIfAbsent(id, file);
    places.putIfAbsent(id, at(file, group));
    texts(group.path("users")).forEach(user -> users.put(user, id, file, at(file, group)));
  }

  private void row(Evidence file, JsonNode row) {
    String model = row.path("model").asText();
    List<String> allowed = texts(row.path("rights"));
    String domain = row.path("domain").asText();
    if (row.path("limits").asBoolean()) {
      rights.limit(model, List.of(), allowed, domain);
    } else if (!allowed.isEmpty()) {
      String group = row.path("group").asText();
      rights.allow(model, group, allowed, domain, JsonPath.ROOT, at(file, row));
      if (!group.isEmpty()) {
        definedIn.putIfAbsent(group, file);
      }
    }
  }

  private static Location at(Evidence file, JsonNode one) {
    return new Location(file.source().file(), one.path("line").asInt(), 1);
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
