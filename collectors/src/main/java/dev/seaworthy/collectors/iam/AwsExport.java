package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@code aws iam get-account-authorization-details} gives: users, groups and roles with
 * all that their policies grant; users have the rights of their groups too.
 */
final class AwsExport {
  private final Reading reading;
  private final GrantBudget budget;
  private final AwsPolicies policies;
  private final Map<String, List<Grant>> grantsOfGroups = new HashMap<>();
  private final List<Found> found = new ArrayList<>();

  /** A principal that is read, and where it stands. */
  private record Found(
      Subject subject, Spot at, Map<String, Object> attributes, List<Grant> grants, AwsNode node) {}

  AwsExport(Reading reading, GrantBudget budget) {
    this.reading = reading;
    this.budget = budget;
    this.policies = new AwsPolicies(reading, budget);
  }

  void read() {
    Spot root = reading.root();
    Format.AWS_LISTS.stream()
        .filter(key -> root.get(key).isEmpty())
        .forEach(key -> reading.gap(IamProblems.listMissing(key), root));
    if (root.get("IsTruncated").flatMap(Spot::truth).orElse(false)) {
      reading.gap(IamProblems.truncated(), root.get("IsTruncated").orElse(root));
    }
    reading.mappings(root, "GroupDetailList").forEach(this::group);
    reading.mappings(root, "UserDetailList").forEach(this::user);
    reading.mappings(root, "RoleDetailList").forEach(this::role);
    List<AwsNode> nodes = found.stream().map(Found::node).toList();
    AwsReach reach = new AwsReach(nodes, problem -> reading.gap(problem, root));
    found.forEach(one -> tell(one, reach));
  }

  private void group(Spot group) {
    Optional<String> name = reading.text(group, "GroupName");
    if (name.isPresent()) {
      List<Grant> grants = policies.grants(group, "GroupPolicyList");
      Map<String, String> via = Map.of("kind", "group", "name", name.get());
      grantsOfGroups.put(name.get(), grants.stream().map(grant -> grant.copy().via(via)).toList());
      principal("group", name.get(), group, attributes(group), grants);
    }
  }

  private void user(Spot user) {
    Optional<String> name = reading.text(user, "UserName");
    if (name.isPresent()) {
      List<Grant> grants = new ArrayList<>(policies.grants(user, "UserPolicyList"));
      List<String> groups = new ArrayList<>();
      for (Spot member : reading.texts(user, "GroupList")) {
        String group = member.text().orElse("");
        groups.add(group);
        if (!grantsOfGroups.containsKey(group)) {
          reading.gap(IamProblems.groupNotInExport(name.get(), group), member);
        }
        List<Grant> inherited = grantsOfGroups.getOrDefault(group, List.of());
        if (budget.admits(inherited.size(), problem -> reading.gap(problem, member))) {
          grants.addAll(inherited);
        }
      }
      Map<String, Object> attributes = attributes(user);
      attributes.put("groups", groups);
      principal("user", name.get(), user, attributes, grants);
    }
  }

  private void role(Spot role) {
    Optional<String> name = reading.text(role, "RoleName");
    if (name.isPresent()) {
      Map<String, Object> attributes = attributes(role);
      attributes.put(
          "trust", policies.trust(role, name.get()).stream().map(AwsStatement::trust).toList());
      List<Grant> grants = policies.grants(role, "RolePolicyList");
      principal("role", name.get(), role, attributes, grants);
    }
  }

  private Map<String, Object> attributes(Spot principal) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    reading.text(principal, "Arn").ifPresent(arn -> attributes.put("arn", arn));
    principal
        .get("PermissionsBoundary")
        .flatMap(boundary -> reading.text(boundary, "PermissionsBoundaryArn"))
        .ifPresent(
            arn -> {
              attributes.put("boundary", arn);
              policies
                  .boundary(arn, principal)
                  .ifPresent(
                      grants ->
                          attributes.put(
                              "boundaryGrants", grants.stream().map(Grant::toTree).toList()));
            });
    return attributes;
  }

  private void principal(
      String type, String name, Spot at, Map<String, Object> attributes, List<Grant> grants) {
    AwsNode node = new AwsNode(type, name, attributes, grants);
    found.add(new Found(Subject.of(type, name), at, attributes, grants, node));
  }

  private void tell(Found one, AwsReach reach) {
    Map<String, Object> attributes = new LinkedHashMap<>(one.attributes());
    reach.chain(one.node()).ifPresent(chain -> attributes.put("administratorBy", chain));
    Principal principal = new Principal("aws", one.subject(), attributes, one.grants());
    reading.evidence(EvidenceKinds.PRINCIPAL, one.subject(), one.at(), principal::content);
  }
}
