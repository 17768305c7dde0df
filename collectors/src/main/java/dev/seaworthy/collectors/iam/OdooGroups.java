package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.policy.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The groups of an ERP database and which others each brings along. */
final class OdooGroups {
  private final Reading reading;
  private final Map<String, List<String>> implied = new HashMap<>();
  private final Set<String> reported = new HashSet<>();

  OdooGroups(Reading reading) {
    this.reading = reading;
    List<Spot> groups = reading.mappings(reading.root(), "groups");
    for (Spot group : groups) {
      reading.text(group, "id").ifPresent(id -> implied.put(id, new ArrayList<>()));
    }
    for (Spot group : groups) {
      group.get("id").flatMap(Spot::text).ifPresent(id -> addImplied(id, group));
    }
  }

  /** The group that {@code named} names; one that the export does not hold is a gap, once. */
  String group(Spot named) {
    String group = named.text().orElse("");
    if (!implied.containsKey(group) && reported.add(group)) {
      String suggestion = Suggestions.didYouMean(group, implied.keySet());
      reading.gap(IamProblems.unknownGroup(group, suggestion), named);
    }
    return group;
  }

  /** {@code direct} and all that they imply, through any number of steps and round any circle. */
  Set<String> effective(Collection<String> direct) {
    return Closure.of(direct, group -> implied.getOrDefault(group, List.of()));
  }

  private void addImplied(String id, Spot group) {
    List<String> known = implied.computeIfAbsent(id, key -> new ArrayList<>());
    reading.texts(group, "implied").forEach(other -> known.add(group(other)));
  }
}
