package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What groups of an ERP database may do with the records of its models, and which records alone.
 *
 * <p>Up to Odoo 19.3, access rows allow, and record rules limit: those without a group all of them,
 * those of groups any one that a user is in. Since then rows of {@code ir.access} do both: with a
 * group they allow, on the records of a domain; without one they limit everybody.
 */
final class OdooRights {
  static final List<String> ALL = List.of("read", "write", "create", "unlink");

  /** An access row. */
  private record Row(
      String model, String group, List<String> rights, String domain, JsonPath path, Location at) {
    Grant grant(List<String> some) {
      Grant grant =
          new Grant("allow", "database")
              .actions(some)
              .resources(List.of(model))
              .origin(Map.of("kind", "access-row", "name", model))
              .at(path, at);
      return group.isEmpty() ? grant : grant.via(Map.of("kind", "group", "name", group));
    }
  }

  /** A limit; one that names no groups holds for everybody. */
  private record Limit(List<String> groups, List<String> rights, String domain) {
    boolean holdsFor(String right, Collection<String> held) {
      return rights.contains(right)
          && (groups.isEmpty() || groups.stream().anyMatch(held::contains));
    }
  }

  private final Map<String, List<Row>> byGroup = new HashMap<>();
  private final List<Row> forEveryone = new ArrayList<>();
  private final Map<String, List<Limit>> limits = new HashMap<>();

  /** Adds a row that allows; an empty group is everyone, an empty domain all records. */
  void allow(
      String model, String group, List<String> rights, String domain, JsonPath path, Location at) {
    Row row = new Row(model, group, List.copyOf(rights), domain, path, at);
    if (group.isEmpty()) {
      forEveryone.add(row);
    } else {
      byGroup.computeIfAbsent(group, key -> new ArrayList<>()).add(row);
    }
  }

  /** Adds a limit to the records of a domain. */
  void limit(String model, List<String> groups, List<String> rights, String domain) {
    if (!domain.isEmpty()) {
      limits
          .computeIfAbsent(model, key -> new ArrayList<>())
          .add(new Limit(List.copyOf(groups), List.copyOf(rights), domain));
    }
  }

  int count(Collection<String> groups) {
    return (int) rows(groups).count();
  }

  /** What members of {@code groups} may do. */
  List<Grant> grants(Collection<String> groups) {
    return rows(groups).flatMap(row -> grants(row, groups).stream()).toList();
  }

  private Stream<Row> rows(Collection<String> groups) {
    return Stream.concat(
        forEveryone.stream(),
        groups.stream().flatMap(group -> byGroup.getOrDefault(group, List.of()).stream()));
  }

  /** One grant for all rights of a row that are limited alike. */
  private List<Grant> grants(Row row, Collection<String> groups) {
    Map<Set<String>, List<String>> byDomains = new LinkedHashMap<>();
    for (String right : row.rights()) {
      byDomains.computeIfAbsent(domains(row, right, groups), key -> new ArrayList<>()).add(right);
    }
    List<Grant> grants = new ArrayList<>();
    byDomains.forEach(
        (domains, rights) -> {
          Grant grant = row.grant(rights);
          if (!domains.isEmpty()) {
            String condition = CanonicalJson.digestOf(List.copyOf(domains)).toString();
            grant.conditional(true).with("condition", condition);
          }
          grants.add(grant);
        });
    return grants;
  }

  private Set<String> domains(Row row, String right, Collection<String> groups) {
    Set<String> domains = new TreeSet<>();
    if (!row.domain().isEmpty()) {
      domains.add("own " + row.domain());
    }
    for (Limit limit : limits.getOrDefault(row.model(), List.of())) {
      if (limit.holdsFor(right, groups)) {
        domains.add((limit.groups().isEmpty() ? "all " : "any ") + limit.domain());
      }
    }
    return domains;
  }
}
