package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.Locale;

/** What can be wrong with exports and role maps. */
final class IamProblems {
  private IamProblems() {}

  static Problem wrongType(Format format, JsonPath path, String expected) {
    return problem(format.code(), "`%s` is not %s".formatted(shown(path), expected), format.fix());
  }

  static Problem tooManyFaults(int most) {
    return problem(
        "TOO_MANY_FAULTS",
        "the document has %d faults or more; the rest is not told".formatted(most),
        "mend the first ones, or export it again");
  }

  static Problem notCanonical(String subject, String reason) {
    return problem(
        "NOT_CANONICAL",
        "`%s` has no exact JSON form: %s".formatted(subject, reason),
        "write its names as plain text");
  }

  static Problem tooManyGrants(int limit) {
    return problem(
        "TOO_MANY_GRANTS",
        "the principals hold more than %d rights together".formatted(limit),
        "split the input by account, database or cluster, and judge the parts apart");
  }

  static Problem tooManyHops(int limit) {
    return problem(
        "TOO_MANY_HOPS",
        "the rights lead from each to each other in more than %d ways".formatted(limit),
        "split the input by cluster or name space, and judge the parts apart");
  }

  static Problem tooManyPairs(int limit) {
    return problem(
        "TOO_MANY_HOPS",
        "the account has more than %d pairs of principals to look at for ways to an administrator"
            .formatted(limit),
        "export the account in parts: `--filter`, and judge the parts apart");
  }

  static Problem tooManyPatterns(long limit) {
    return problem(
        "TOO_MANY_PATTERNS",
        "the patterns of actions ask for more than %d comparisons with actions of AWS"
            .formatted(limit),
        "name the services in the patterns, or export the account in parts: `--filter`");
  }

  static Problem invalidRbac(Subject subject, JsonPath path, String reason) {
    return problem(
        "INVALID_RBAC",
        "`%s` of `%s` %s".formatted(path.readable(), subject, reason),
        "mend it: the API server refuses the object");
  }

  static Problem roleNotInEvidence(Subject role) {
    return problem(
        "ROLE_NOT_IN_EVIDENCE",
        "`%s` is bound, belongs to the cluster, and its rules are not known".formatted(role),
        "add it to the evidence: `kubectl get %s %s -o yaml`"
            .formatted(role.kind().toLowerCase(Locale.ROOT), role.name()));
  }

  static Problem roleMissing(Subject role) {
    return problem(
        "ROLE_MISSING",
        "`%s` is bound and not among the evidence; in a cluster that lacks it, it gives nothing"
            .formatted(role),
        "add the role, or take the binding away");
  }

  static Problem aggregationUnresolved(Subject role) {
    return problem(
        "AGGREGATION_UNRESOLVED",
        "`%s` aggregates roles of which none is in the evidence".formatted(role),
        "add the ClusterRoles that its selectors match: `kubectl get clusterroles -o yaml`");
  }

  static Problem tooLarge(String file, Format format) {
    String fix =
        format == Format.KEYCLOAK_REALM
            ? "export in parts: `kc.sh export --dir DIR --users different_files --users-per-file"
                + " 1000`"
            : "export in two parts: `--filter User Group LocalManagedPolicy AWSManagedPolicy`, then"
                + " with `Role` in place of `User Group`";
    return problem(
        "TOO_LARGE", "the export `%s` is too large to be read at once".formatted(file), fix);
  }

  static Problem notInRealm(String what, String name) {
    return problem(
        "NOT_IN_REALM_EXPORT",
        "%s `%s` is named and not in the export".formatted(what, name),
        "export the whole realm, with clients, groups and roles");
  }

  static Problem flowInCircle(String flow) {
    return problem(
        Format.KEYCLOAK_REALM.code(),
        "the authentication flow `%s` leads back to itself, or on for too long".formatted(flow),
        Format.KEYCLOAK_REALM.fix());
  }

  static Problem baselineMissing(String file) {
    return problem(
        "ACCESS_BASELINE_MISSING",
        "the record names `%s`, and nothing about access was read from there".formatted(file),
        "put the export among the evidence, by its path from the record's folder");
  }

  static Problem comparisonTooLarge(String system, int limit) {
    return problem(
        "TOO_MANY_GRANTS",
        "the rights in `%s` differ in more than %d ways".formatted(system, limit),
        "split the exports, and compare the parts");
  }

  static Problem rolesLeftOut(int count) {
    return problem(
        "ROLES_LEFT_OUT",
        "the record leaves %d roles out".formatted(count),
        "drop roles that nobody needs, and take the record again");
  }

  static Problem notModuleData(String reason) {
    return problem(
        "INVALID_MODULE_DATA",
        "the data of the module %s".formatted(reason),
        "mend it: Odoo refuses to load the module");
  }

  static Problem notMetadata(String reason) {
    return problem(
        "INVALID_SAML_METADATA", "the metadata %s".formatted(reason), "export the metadata again");
  }

  static Problem truncated() {
    return problem(
        "TRUNCATED_EXPORT",
        "the export is one page of several: `IsTruncated` is true",
        "export it again without `--max-items` and `--no-paginate`");
  }

  static Problem listMissing(String key) {
    return problem(
        "INVALID_AWS_EXPORT", "the export has no `%s`".formatted(key), Format.AWS_EXPORT.fix());
  }

  static Problem policyNotInExport(String arn) {
    return problem(
        "POLICY_NOT_IN_EXPORT",
        "the policy `%s` is attached and its content is not in the export".formatted(arn),
        "export again without `--filter`, or with `LocalManagedPolicy AWSManagedPolicy` in it");
  }

  static Problem groupNotInExport(String user, String group) {
    return problem(
        "GROUP_NOT_IN_EXPORT",
        "user `%s` is in group `%s`, which is not in the export".formatted(user, group),
        "export again without `--filter`, or with `Group` in it");
  }

  static Problem notAPolicy(String policy, String reason) {
    return problem(
        "INVALID_POLICY_DOCUMENT",
        "the document of policy `%s` %s".formatted(policy, reason),
        Format.AWS_EXPORT.fix());
  }

  static Problem unsupportedVersion() {
    return problem(
        "UNSUPPORTED_VERSION",
        "the access export is not of version 1",
        "export it with `\"version\": 1`");
  }

  static Problem notSeen(String part) {
    return problem(
        "ACCESS_NOT_SEEN",
        "the access export leaves out what its reader may not see: %s".formatted(part),
        "export again as a user who may see all of it");
  }

  static Problem unknownGroup(String group, String suggestion) {
    return problem(
        "UNKNOWN_GROUP",
        "the group `%s` is not among the export's groups%s".formatted(group, suggestion),
        "export all groups, archived and technical ones too");
  }

  static Problem duplicate(String what, String name) {
    return problem(
        "DUPLICATE_PRINCIPAL", "%s `%s` stands twice".formatted(what, name), "keep one of the two");
  }

  static Problem unknownKey(String key, String suggestion) {
    return problem(
        "UNKNOWN_KEY",
        "a role map has no `%s`%s".formatted(key, suggestion),
        "correct the key or remove it");
  }

  static Problem unknownValue(JsonPath path, String value, String suggestion, String choices) {
    return problem(
        Format.ROLE_MAP.code(),
        "`%s` is `%s`, which is not known%s".formatted(shown(path), value, suggestion),
        "write one of %s".formatted(choices));
  }

  /** Names come from input, and a message is one line. */
  private static Problem problem(String code, String message, String fix) {
    return new Problem(code, oneLine(message), oneLine(fix));
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029]", "?");
  }

  private static String shown(JsonPath path) {
    return path.steps().isEmpty() ? "the document" : path.readable();
  }
}
