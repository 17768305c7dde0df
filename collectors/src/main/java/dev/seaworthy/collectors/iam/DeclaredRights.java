package dev.seaworthy.collectors.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Holds what policies of AWS allow against the rights that a role map declares, by the actions that
 * patterns stand for on both sides. An action that is denied without condition where it is allowed
 * is not held. Boundaries are not looked at.
 */
final class DeclaredRights {
  /** Actions that patterns are held against: a second or two. */
  private static final long MOST_MATCHES = 30_000_000;

  /** Rights of one principal that are told; nobody reads more. */
  private static final int MOST_TOLD = 50;

  private final List<Observation> all;
  private final Effort effort = new Effort(MOST_MATCHES);

  DeclaredRights(List<Observation> all) {
    this.all = all;
  }

  /** A comparison for each principal whose rights are declared. */
  List<Observation> observations() {
    List<Observation> found = new ArrayList<>();
    for (Evidence map : Evidence.ofKind(EvidenceKinds.ROLE_MAP, all)) {
      int i = 0;
      for (JsonNode declared : map.content().node().path("principals")) {
        JsonPath path = JsonPath.of("principals", i++);
        if (declared.has("rights") && declared.path("system").asText().equals("aws")) {
          found.add(comparison(map, declared, path));
        }
      }
      if (effort.isSpent()) {
        found.add(
            new Gap(
                IamProblems.tooManyPatterns(MOST_MATCHES),
                map.source(),
                map.locations().locate(JsonPath.ROOT),
                List.of(EvidenceKinds.ROLE_MAP, EvidenceKinds.DECLARED_RIGHTS)));
        return found;
      }
    }
    return found;
  }

  private Evidence comparison(Evidence map, JsonNode declared, JsonPath path) {
    String name = declared.path("name").asText();
    List<Evidence> principals =
        RolesDiff.principals(all, "aws").filter(one -> isNamed(one, name)).toList();
    SortedSet<RoleRight> given = rights(declared.path("rights"), false);
    SortedSet<RoleRight> held = new TreeSet<>();
    SortedSet<RoleRight> denied = new TreeSet<>();
    for (Evidence principal : principals) {
      JsonNode grants = principal.content().node().path("grants");
      held.addAll(rights(grants, false));
      denied.addAll(rights(grants, true));
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("system", "aws");
    content.put("name", name);
    content.put("principals", principals.stream().map(one -> one.subject().toString()).toList());
    if (!principals.isEmpty()) {
      tell("extra", beyond(held, given, denied, true), content);
      tell("missing", beyond(given, held, denied, false), content);
    }
    content.put("table", AwsActions.known().date());
    return new Evidence(
        EvidenceKinds.DECLARED_RIGHTS,
        Subject.of("Declared", name),
        map.source(),
        CanonicalJson.of(content),
        any -> map.locations().locate(path));
  }

  /** A name may say of what kind the principal is, where others have the same name. */
  private static boolean isNamed(Evidence principal, String name) {
    Subject subject = principal.subject();
    return subject.name().equals(name)
        ? !subject.kind().equals("group")
        : name.equals(subject.kind() + "/" + subject.name());
  }

  private static SortedSet<RoleRight> rights(JsonNode grants, boolean denies) {
    SortedSet<RoleRight> rights = new TreeSet<>();
    for (JsonNode grant : grants) {
      if (RoleRight.isDenial(grant) == denies) {
        rights.addAll(RoleRight.of(grant));
      }
    }
    return rights;
  }

  /**
   * What of {@code rights} the others do not give.
   *
   * @param spares whether a denial spares what is not given, or takes what is
   */
  private List<Map<String, Object>> beyond(
      SortedSet<RoleRight> rights,
      SortedSet<RoleRight> others,
      SortedSet<RoleRight> denied,
      boolean spares) {
    AwsRights together = new AwsRights(effort);
    others.forEach(together::add);
    List<Map<String, Object>> beyond = new ArrayList<>();
    for (RoleRight right : rights) {
      if (!effort.spend(others.size())) {
        return beyond;
      }
      BitSet actions = together.actions(right);
      boolean known = !actions.isEmpty();
      BitSet taken = taken(right, denied, actions);
      BitSet missing = together.missing(right);
      if (others.stream().anyMatch(one -> one.covers(right))) {
        missing.clear();
      }
      if (spares) {
        missing.andNot(taken);
      } else {
        missing.or(taken);
      }
      boolean isUnknownBeyond = !known && others.stream().noneMatch(one -> one.covers(right));
      if (!missing.isEmpty() || isUnknownBeyond) {
        beyond.add(tree(right, missing));
      }
    }
    return beyond;
  }

  /** The actions of {@code right} that are surely denied wherever it reaches. */
  private BitSet taken(RoleRight right, SortedSet<RoleRight> denied, BitSet actions) {
    BitSet taken = new BitSet();
    AwsRights denials = new AwsRights(effort);
    denied.stream()
        .filter(one -> one.condition().isEmpty() && one.resource().covers(right.resource()))
        .forEach(one -> taken.or(denials.actions(one)));
    taken.and(actions);
    return taken;
  }

  private static Map<String, Object> tree(RoleRight right, BitSet actions) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("right", right.toString());
    AwsRights.told(right, actions).ifPresent(told -> tree.put("actions", told.inWords()));
    return tree;
  }

  private static void tell(
      String key, List<Map<String, Object>> rights, Map<String, Object> content) {
    content.put(key, rights.subList(0, Math.min(rights.size(), MOST_TOLD)));
    content.put(key + "Count", rights.size());
  }
}
