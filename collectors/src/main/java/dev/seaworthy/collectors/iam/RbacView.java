package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Everyone whom the bindings of a snapshot's manifests give something, and what they give. */
final class RbacView {
  /** What one principal holds; shown where its first binding names it. */
  private static final class Held {
    private final Manifest first;
    private final JsonPath path;
    private final List<Grant> grants = new ArrayList<>();
    private final Set<String> dangling = new LinkedHashSet<>();

    Held(Manifest first, JsonPath path) {
      this.first = first;
      this.path = path;
    }
  }

  private final List<Observation> observations = new ArrayList<>();
  private final Map<Subject, Held> principals = new LinkedHashMap<>();
  private final GrantBudget budget;
  private final Escalations escalations;

  RbacView(List<Manifest> manifests, GrantBudget budget) {
    this.budget = budget;
    RbacModel model = new RbacModel(manifests, budget);
    this.escalations = Escalations.of(RbacPermissions.of(model, manifests), manifests);
    observations.addAll(escalations.ownGaps());
    observations.addAll(model.gaps());
    model.bound().forEach(this::bind);
  }

  List<Observation> observations() {
    principals.forEach((subject, held) -> observations.add(evidence(subject, held)));
    return observations;
  }

  private void bind(RbacModel.Bound bound) {
    RbacBinding binding = bound.binding();
    Consumer<Problem> refused =
        problem -> observations.add(RbacModel.gap(binding.manifest(), JsonPath.ROOT, problem));
    for (RbacBinding.Member member : binding.members()) {
      if (!budget.admits(1 + bound.rules().size(), refused)) {
        return;
      }
      Held held =
          principals.computeIfAbsent(
              member.subject(), subject -> new Held(binding.manifest(), member.path()));
      bound.rules().forEach(rule -> held.grants.add(grant(rule, binding)));
      if (bound.dangling()) {
        held.dangling.add(binding.role().kind() + "/" + binding.role().name());
      }
    }
  }

  private static Grant grant(RbacRule rule, RbacBinding binding) {
    RbacRule.Place roleRef = RbacRule.Place.of(binding.manifest(), RbacBinding.ROLE_REF);
    RbacRule.Place place = rule.placeOr(roleRef);
    Grant grant =
        rule.grant(binding.scope())
            .origin(named(binding.role()))
            .via(named(binding.manifest().subject()))
            .at(place.path(), place.at());
    return rule.role().equals(binding.role().name())
        ? grant
        : grant.with("aggregatedFrom", Map.of("kind", "ClusterRole", "name", rule.role()));
  }

  private static Map<String, String> named(Subject subject) {
    Map<String, String> named = new LinkedHashMap<>();
    named.put("kind", subject.kind());
    named.put("name", subject.name());
    subject.namespaceIfAny().ifPresent(namespace -> named.put("namespace", namespace));
    return named;
  }

  private Evidence evidence(Subject subject, Held held) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (subject.equals(Subject.of("Group", "system:masters"))) {
      attributes.put("bypassesRbac", true);
    }
    if (!held.dangling.isEmpty()) {
      attributes.put("dangling", held.dangling.stream().map(role -> Map.of("role", role)).toList());
    }
    List<Map<String, Object>> paths = EscalationSummary.of(escalations, subject);
    if (!paths.isEmpty()) {
      attributes.put("escalations", paths);
    }
    return new Evidence(
        EvidenceKinds.PRINCIPAL,
        subject,
        RbacModel.source(held.first),
        new Principal("kubernetes", subject, attributes, held.grants).content(),
        path -> held.first.locations().locate(path.equals(JsonPath.ROOT) ? held.path : path));
  }
}
