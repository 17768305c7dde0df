package dev.seaworthy.collectors.iam;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The access rows and record rules of an export, in the form before {@code ir.access} or in it. */
final class OdooAccess {
  private final Reading reading;
  private final OdooGroups groups;
  private final OdooRights rights = new OdooRights();

  OdooAccess(Reading reading, OdooGroups groups) {
    this.reading = reading;
    this.groups = groups;
    for (Spot row : reading.mappings(reading.root(), "access")) {
      reading.text(row, "model").ifPresent(model -> row(row, model));
    }
    for (Spot rule : reading.mappings(reading.root(), "rules")) {
      reading.text(rule, "model").ifPresent(model -> rule(rule, model));
    }
  }

  int count(Collection<String> held) {
    return rights.count(held);
  }

  /** What members of {@code groups} may do. */
  List<Grant> grants(Collection<String> held) {
    return rights.grants(held);
  }

  private void row(Spot row, String model) {
    Optional<String> letters = reading.optionalText(row, "operation");
    List<String> allowed =
        row.get("operation").isPresent()
            ? letters.map(text -> operations(row, text)).orElse(List.of())
            : OdooRights.ALL.stream()
                .filter(right -> reading.truth(row, right).orElse(false))
                .toList();
    // An empty text is how a spreadsheet writes that there is no group.
    Optional<Spot> group =
        row.get("group").filter(named -> !named.text().filter(String::isEmpty).isPresent());
    if (group.isPresent() && group.get().text().isEmpty()) {
      reading.wrong(group.get(), "the identifier of a group, or `null`");
    } else if (!allowed.isEmpty()) {
      String domain = domain(row);
      String name = group.map(groups::group).orElse("");
      if (letters.isPresent() && name.isEmpty()) {
        rights.limit(model, List.of(), allowed, domain);
      } else {
        rights.allow(model, name, allowed, domain, row.path(), reading.location(row));
      }
    }
  }

  private void rule(Spot rule, String model) {
    List<String> limited =
        OdooRights.ALL.stream()
            .filter(right -> rule.get(right).isEmpty() || reading.truth(rule, right).orElse(true))
            .toList();
    List<String> named = reading.texts(rule, "groups").stream().map(groups::group).toList();
    rights.limit(model, named, limited, domain(rule));
  }

  /** Every record, where nothing else is said. */
  private String domain(Spot at) {
    return at.get("domain").isEmpty() || at.get("domain").flatMap(Spot::text).orElse("").isEmpty()
        ? ""
        : reading.text(at, "domain").map(String::strip).filter(one -> !one.equals("[]")).orElse("");
  }

  private List<String> operations(Spot row, String letters) {
    Optional<List<String>> rights = OdooOperation.rights(letters);
    if (rights.isEmpty()) {
      reading.wrong(row, "operation", "a part of `crud`");
    }
    return rights.orElse(List.of());
  }
}
