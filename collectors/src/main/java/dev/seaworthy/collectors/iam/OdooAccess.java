package dev.seaworthy.collectors.iam;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The access rows of an ERP database: what a group may do with the records of a model. */
final class OdooAccess {
  private static final List<String> RIGHTS = List.of("read", "write", "create", "unlink");

  private final Reading reading;
  private final Map<String, List<Grant>> byGroup = new HashMap<>();

  /** A row that names no group holds for everyone, whoever they are. */
  private final List<Grant> forEveryone = new ArrayList<>();

  OdooAccess(Reading reading, OdooGroups groups) {
    this.reading = reading;
    for (Spot row : reading.mappings(reading.root(), "access")) {
      reading.text(row, "model").ifPresent(model -> add(row, model, groups));
    }
  }

  int count(Collection<String> groups) {
    return forEveryone.size() + held(groups).mapToInt(List::size).sum();
  }

  /** What members of {@code groups} may do. */
  List<Grant> grants(Collection<String> groups) {
    return Stream.concat(forEveryone.stream(), held(groups).flatMap(List::stream)).toList();
  }

  private Stream<List<Grant>> held(Collection<String> groups) {
    return groups.stream().map(group -> byGroup.getOrDefault(group, List.of()));
  }

  private void add(Spot row, String model, OdooGroups groups) {
    List<String> rights =
        RIGHTS.stream().filter(right -> reading.truth(row, right).orElse(false)).toList();
    // An empty text is how a spreadsheet writes that there is no group.
    Optional<Spot> group =
        row.get("group").filter(named -> !named.text().filter(String::isEmpty).isPresent());
    if (group.isPresent() && group.get().text().isEmpty()) {
      reading.wrong(group.get(), "the identifier of a group, or `null`");
    } else if (!rights.isEmpty()) {
      Grant grant =
          new Grant("allow", "database")
              .actions(rights)
              .resources(List.of(model))
              .origin(Map.of("kind", "access-row", "name", model))
              .at(row.path(), reading.location(row));
      if (group.isPresent()) {
        String name = groups.group(group.get());
        grant.via(Map.of("kind", "group", "name", name));
        byGroup.computeIfAbsent(name, key -> new ArrayList<>()).add(grant);
      } else {
        forEveryone.add(grant);
      }
    }
  }
}
