package dev.seaworthy.collectors.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policies of an export: managed ones by their default version, and those inside principals.
 */
final class AwsPolicies {
  private final Reading reading;
  private final GrantBudget budget;
  private final AwsPolicyReader documents;
  private final AwsExpansions expansions = new AwsExpansions();
  private final Map<String, Spot> managed = new HashMap<>();
  private final Map<String, List<AwsStatement>> read = new HashMap<>();
  private final Set<String> missing = new HashSet<>();

  AwsPolicies(Reading reading, GrantBudget budget) {
    this.reading = reading;
    this.budget = budget;
    this.documents = new AwsPolicyReader(reading);
    for (Spot policy : reading.mappings(reading.root(), "Policies")) {
      reading.text(policy, "Arn").ifPresent(arn -> managed.put(arn, policy));
    }
  }

  /**
   * What the policies in and attached to {@code principal} grant.
   *
   * @param inline the key of the list of its inline policies
   */
  List<Grant> grants(Spot principal, String inline) {
    List<Grant> grants = new ArrayList<>();
    for (Spot policy : reading.mappings(principal, inline)) {
      String name = reading.text(policy, "PolicyName").orElse("");
      Map<String, String> origin = origin("InlinePolicy", name, "");
      grants.addAll(grants(documents.policy(policy, "PolicyDocument", name), origin, policy));
    }
    for (Spot attached : reading.mappings(principal, "AttachedManagedPolicies")) {
      Optional<String> arn = reading.text(attached, "PolicyArn");
      if (arn.isPresent()) {
        String name = attached.get("PolicyName").flatMap(Spot::text).orElse(arn.get());
        Map<String, String> origin = origin("ManagedPolicy", name, arn.get());
        grants.addAll(grants(statements(arn.get(), attached), origin, attached));
      }
    }
    return grants;
  }

  /**
   * What the policy {@code arn} lets a principal do at most, as its permissions boundary; empty if
   * it is not in the export.
   */
  Optional<List<Grant>> boundary(String arn, Spot at) {
    Optional<List<AwsStatement>> statements =
        managed.containsKey(arn)
            ? Optional.of(statements(arn, at))
            : AwsManagedPolicies.find(arn, at);
    return statements.map(limits -> grants(limits, origin("PermissionsBoundary", arn, arn), at));
  }

  List<AwsStatement> trust(Spot role, String name) {
    return documents.trust(role, "AssumeRolePolicyDocument", name);
  }

  private List<Grant> grants(
      List<AwsStatement> statements, Map<String, String> origin, Spot policy) {
    return budget.admits(statements.size(), problem -> reading.gap(problem, policy))
        ? statements.stream().map(statement -> grant(statement, origin)).toList()
        : List.of();
  }

  private Grant grant(AwsStatement statement, Map<String, String> origin) {
    Grant grant = statement.grant(reading, origin);
    return expansions
        .of(statement, problem -> reading.gap(problem, statement.at()))
        .map(expansion -> grant.with("expansion", expansion))
        .orElse(grant);
  }

  private List<AwsStatement> statements(String arn, Spot attached) {
    Spot policy = managed.get(arn);
    if (policy != null) {
      return read.computeIfAbsent(arn, key -> defaultVersion(policy, arn));
    }
    Optional<List<AwsStatement>> known = AwsManagedPolicies.find(arn, attached);
    if (known.isEmpty() && missing.add(arn)) {
      reading.gap(IamProblems.policyNotInExport(arn), attached);
    }
    return known.orElse(List.of());
  }

  private List<AwsStatement> defaultVersion(Spot policy, String arn) {
    String wanted = policy.get("DefaultVersionId").flatMap(Spot::text).orElse("");
    List<Spot> versions = reading.mappings(policy, "PolicyVersionList");
    Optional<Spot> found =
        versions.stream()
            .filter(
                version ->
                    wanted.isEmpty()
                        ? version.get("IsDefaultVersion").flatMap(Spot::truth).orElse(false)
                        : version.get("VersionId").flatMap(Spot::text).orElse("").equals(wanted))
            .findFirst();
    if (found.isEmpty()) {
      reading.gap(IamProblems.notAPolicy(arn, "has no default version in the export"), policy);
      return List.of();
    }
    return documents.policy(found.get(), "Document", arn);
  }

  private static Map<String, String> origin(String kind, String name, String arn) {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("kind", kind);
    origin.put("name", name);
    if (!arn.isEmpty()) {
      origin.put("arn", arn);
    }
    return origin;
  }
}
