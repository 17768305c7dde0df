package dev.seaworthy.collectors.iam;

import static dev.seaworthy.collectors.iam.RbacObjects.APP;
import static dev.seaworthy.collectors.iam.RbacObjects.POD_READER;
import static dev.seaworthy.collectors.iam.RbacObjects.aggregated;
import static dev.seaworthy.collectors.iam.RbacObjects.binding;
import static dev.seaworthy.collectors.iam.RbacObjects.clusterRole;
import static dev.seaworthy.collectors.iam.RbacObjects.contributor;
import static dev.seaworthy.collectors.iam.RbacObjects.everythingBut;
import static dev.seaworthy.collectors.iam.RbacObjects.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RbacAggregationTest {
  @TempDir Path temp;

  @Test
  void aLabelledClusterRoleWidensTheBuiltInOnesAboveIt() {
    String labelled =
        clusterRole(
            "widgets",
            "{rbac.authorization.k8s.io/aggregate-to-view: 'true'}",
            "rules: [{apiGroups: [x], resources: [widgets], verbs: [get]}]");
    Snapshot snapshot =
        read(labelled, binding("ClusterRoleBinding", "b", "ClusterRole", "admin", APP));
    assertThat(Input.grants(Input.principal(snapshot, "ServiceAccount ns/app")))
        .contains("allow get widgets cluster");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{matchLabels: {team: a}}                                              | a",
        "{matchExpressions: [{key: team, operator: In, values: [a, b]}]}       | a,b",
        "{matchExpressions: [{key: team, operator: NotIn, values: [a]}, {key: team, operator: Exists}]} | b",
        "{matchLabels: {team: a}}, {matchLabels: {team: b}}                    | a,b",
        "{matchLabels: {team: a}, matchExpressions: [{key: team, operator: DoesNotExist}]} | ''",
      })
  void aggregationTakesTheRulesThatItsSelectorsMatch(String selectors, String resources) {
    Snapshot snapshot =
        read(
            aggregated("all", "{}", selectors, "rules: null"),
            contributor("a", "{team: a}"),
            contributor("b", "{team: b}"),
            binding("ClusterRoleBinding", "b", "ClusterRole", "all", APP));
    assertThat(Input.gaps(snapshot)).isEmpty();
    Evidence app = Input.principal(snapshot, "ServiceAccount ns/app");
    assertThat(String.join(",", Input.each(app, "/resources/0"))).isEqualTo(resources);
    assertThat(Input.each(app, "/origin/name")).allMatch("all"::equals);
    assertThat(String.join(",", Input.each(app, "/aggregatedFrom/name"))).isEqualTo(resources);
  }

  @Test
  void rulesOfAnAggregatedRoleAreTheControllersAndDoNotCount() {
    Snapshot snapshot =
        read(
            aggregated("all", "{}", "{matchLabels: {team: a}}", "rules: [" + POD_READER + "]"),
            contributor("a", "{team: a}"),
            binding("ClusterRoleBinding", "b", "ClusterRole", "all", APP));
    assertThat(Input.grants(Input.principal(snapshot, "ServiceAccount ns/app")))
        .containsExactly("allow get a cluster");
  }

  @Test
  void aggregatedRulesWithoutTheirRolesAreAGap() {
    Snapshot snapshot =
        read(
            aggregated("all", "{}", "{matchLabels: {team: a}}", "rules: [" + POD_READER + "]"),
            binding("ClusterRoleBinding", "b", "ClusterRole", "all", APP));
    assertThat(Input.gaps(snapshot)).containsExactly("AGGREGATION_UNRESOLVED rbac.yaml:10:1");
  }

  @Test
  void aggregationGoesThroughAggregatedRolesAndCircles() {
    Snapshot snapshot =
        read(
            aggregated("one", "{to: two}", "{matchLabels: {to: one}}", "rules: []"),
            aggregated("two", "{to: one}", "{matchLabels: {to: two}}", "rules: []"),
            contributor("deep", "{to: two}"),
            binding("ClusterRoleBinding", "b", "ClusterRole", "one", APP));
    assertThat(Input.grants(Input.principal(snapshot, "ServiceAccount ns/app")))
        .containsExactly("allow get deep cluster");
  }

  @Test
  void aRoleIsNoPartOfAnAggregation() {
    String role =
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\n"
            + "metadata: {name: r, namespace: ns, labels: {team: a}}\nrules: ["
            + POD_READER
            + "]\n";
    Snapshot snapshot =
        read(
            role,
            aggregated("all", "{}", "{matchLabels: {team: a}}", "rules: []"),
            binding("ClusterRoleBinding", "b", "ClusterRole", "all", APP));
    assertThat(Input.grants(Input.principal(snapshot, "ServiceAccount ns/app"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "aggregationRule: {clusterRoleSelectors: []}",
        "aggregationRule: {}",
        "aggregationRule: {clusterRoleSelectors: [{matchExpressions: [{key: a, operator: Maybe}]}]}",
      })
  void anAggregationThatTheServerRefusesIsAGap(String rule) {
    assertThat(Input.gaps(read(role("ClusterRole", "r", rule))))
        .containsExactly("INVALID_RBAC rbac.yaml:4:1");
  }

  @Test
  void circlesThatSelectEachOtherManyTimesOverEndInAGap() {
    String[] roles =
        IntStream.range(0, 600)
            .mapToObj(i -> aggregated("r" + i, "{}", everythingBut("v" + i), "rules: []"))
            .toArray(String[]::new);
    Snapshot snapshot =
        read(
            String.join("---\n", roles),
            binding("ClusterRoleBinding", "b", "ClusterRole", "r0", APP));
    assertThat(Input.gaps(snapshot)).singleElement().asString().startsWith("TOO_MANY_GRANTS");
  }

  private Snapshot read(String... objects) {
    return new Input(temp).file("rbac.yaml", String.join("---\n", objects)).gather();
  }
}
