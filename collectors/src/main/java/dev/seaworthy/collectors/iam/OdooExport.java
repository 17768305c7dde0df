package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Subject;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the access export of an ERP database: each user with its effective groups and rights. */
final class OdooExport {
  private final Reading reading;
  private final GrantBudget budget;

  OdooExport(Reading reading, GrantBudget budget) {
    this.reading = reading;
    this.budget = budget;
  }

  void read() {
    Spot root = reading.root();
    Optional<Spot> version = root.get("version");
    if (version.filter(one -> one.tree().plain().equals(1L)).isEmpty()) {
      reading.gap(IamProblems.unsupportedVersion(), version.orElse(root));
      return;
    }
    List.of("groups", "access", "users").stream()
        .filter(key -> root.get(key).isEmpty())
        .forEach(key -> reading.wrong(root, key, "a list"));
    // What a reader of the database could not see is no evidence that it is not there.
    reading
        .texts(root, "unknown")
        .forEach(part -> reading.gap(IamProblems.notSeen(part.text().orElse("")), part));
    OdooGroups groups = new OdooGroups(reading);
    OdooAccess access = new OdooAccess(reading, groups);
    Set<String> logins = new HashSet<>();
    for (Spot user : reading.mappings(root, "users")) {
      Optional<String> login = reading.text(user, "login");
      if (login.isPresent() && !logins.add(login.get())) {
        reading.gap(IamProblems.duplicate("user", login.get()), user);
      }
      login.ifPresent(name -> user(name, user, groups, access));
    }
  }

  private void user(String login, Spot user, OdooGroups groups, OdooAccess access) {
    // Odoo 19 renamed its own field; exports of scripts may have either name.
    String named =
        List.of("group_ids", "groups_id").stream()
            .filter(name -> user.get(name).isPresent())
            .findFirst()
            .orElse("groups");
    List<String> direct = reading.texts(user, named).stream().map(groups::group).toList();
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("directGroups", direct.stream().distinct().sorted().toList());
    List.of("active", "interactiveLogin", "secondFactor").stream()
        .filter(key -> user.get(key).isPresent())
        .forEach(key -> reading.truth(user, key).ifPresent(is -> attributes.put(key, is)));
    reading.optionalText(user, "type").ifPresent(type -> attributes.put("userType", type));
    reading
        .day(user, "expires")
        .map(Instant::getEpochSecond)
        .ifPresent(end -> attributes.put("expires", end));
    if (budget.isSpent()) {
      return;
    }
    Set<String> effective = groups.effective(direct);
    attributes.put("groups", effective);
    int size = effective.size() + access.count(effective);
    if (budget.admits(size, problem -> reading.gap(problem, user))) {
      Subject subject = Subject.of("user", login);
      Principal principal = new Principal("odoo", subject, attributes, access.grants(effective));
      reading.evidence(EvidenceKinds.PRINCIPAL, subject, user, principal::content);
    }
  }
}
