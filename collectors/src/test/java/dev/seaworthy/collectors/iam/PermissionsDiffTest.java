package dev.seaworthy.collectors.iam;

import static dev.seaworthy.collectors.iam.RbacObjects.APP;
import static dev.seaworthy.collectors.iam.RbacObjects.aggregated;
import static dev.seaworthy.collectors.iam.RbacObjects.binding;
import static dev.seaworthy.collectors.iam.RbacObjects.contributor;
import static dev.seaworthy.collectors.iam.RbacObjects.role;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsDiffTest {
  private static final RbacIdentity ACCOUNT = RbacIdentity.serviceAccount("ns", "app");
  private static final String BOUND = binding("RoleBinding", "b", "Role", "r", APP);

  @TempDir Path temp;

  @ParameterizedTest(name = "{0} and then {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[pods], verbs: [get]                     | [pods], verbs: [get]         | ''",
        "[pods], verbs: [get]                     | [pods], verbs: [get, list]   | WIDENED [list]"
            + " pods",
        "[pods], verbs: [get, list]               | [pods], verbs: [get]         | NARROWED [list]"
            + " pods",
        "[pods], verbs: [get]                     | [pods/log], verbs: [get]"
            + " | WIDENED [get] pods/log;NARROWED [get] pods",
        "[pods], verbs: [get]                     | ['*'], verbs: [get]          | WIDENED [get] *",
        "['*'], verbs: [get]                      | ['*', pods], verbs: [get]    | ''",
        "[pods/scale], verbs: [get]               | ['*/scale'], verbs: [get]    | WIDENED [get]"
            + " */scale",
        "[pods], verbs: [get], resourceNames: [a] | [pods], verbs: [get]         | WIDENED [get]"
            + " pods",
        "[pods], verbs: [get], resourceNames: [a] | [pods], verbs: [get], resourceNames: [a, b]"
            + " | WIDENED [get] pods b",
      })
  void rightsAreComparedByWhatTheyAllow(String before, String after, String changes) {
    assertThat(
            shown(
                diff(
                    read("a.yaml", rules("Role", before), BOUND),
                    read("b.yaml", rules("Role", after), BOUND)),
                ACCOUNT))
        .isEqualTo(changes);
  }

  @Test
  void aRightFromAnotherBindingHasMoved() {
    String rules = rules("Role", "[pods], verbs: [get]");
    PermissionsDiff diff =
        diff(
            read("a.yaml", rules, BOUND),
            read("b.yaml", rules, binding("RoleBinding", "c", "Role", "r", APP)));
    assertThat(shown(diff, ACCOUNT)).isEqualTo("MOVED [get] pods");
    PermissionsDiff.Change change = diff.of(ACCOUNT, false).get(0);
    assertThat(change.before()).hasToString("[RoleBinding ns/b gives Role ns/r]");
    assertThat(change.after()).hasToString("[RoleBinding ns/c gives Role ns/r]");
  }

  @Test
  void aRightThatIsAlsoGivenOtherwiseHasNotMoved() {
    String rules = rules("Role", "[pods], verbs: [get]");
    assertThat(
            shown(
                diff(
                    read("a.yaml", rules, BOUND),
                    read("b.yaml", rules, BOUND, binding("RoleBinding", "c", "Role", "r", APP))),
                ACCOUNT))
        .isEmpty();
  }

  @Test
  void fromANamespaceToTheClusterIsWider() {
    String rules = rules("ClusterRole", "[pods], verbs: [get]");
    PermissionsDiff diff =
        diff(
            read("a.yaml", rules, binding("RoleBinding", "b", "ClusterRole", "r", APP)),
            read("b.yaml", rules, binding("ClusterRoleBinding", "b", "ClusterRole", "r", APP)));
    assertThat(shown(diff, ACCOUNT)).isEqualTo("WIDENED [get] pods;MOVED [get] pods");
  }

  @Test
  void aGroupsChangeIsToldOfTheGroupUnlessAMemberIsAskedAbout() {
    String rules = rules("Role", "[pods], verbs: [get]");
    String group = "{kind: Group, name: 'system:serviceaccounts:ns'}";
    PermissionsDiff diff =
        diff(
            read("a.yaml", rules),
            read("b.yaml", rules, binding("RoleBinding", "b", "Role", "r", group)));
    assertThat(shown(diff, RbacIdentity.group("system:serviceaccounts:ns")))
        .isEqualTo("WIDENED [get] pods");
    assertThat(diff.of(ACCOUNT, false)).isEmpty();
    assertThat(diff.of(ACCOUNT, true)).hasSize(1);
  }

  @Test
  void aClusterRoleThatAnAggregatedOneSelectsWidensItWithoutAController() {
    String all = aggregated("all", "{}", "{matchLabels: {team: a}}", "rules: []");
    String bound = binding("ClusterRoleBinding", "b", "ClusterRole", "all", APP);
    String selected = contributor("widgets", "{team: a}");
    PermissionsDiff diff = diff(read("a.yaml", all, bound), read("b.yaml", all, selected, bound));
    assertThat(shown(diff, ACCOUNT)).isEqualTo("WIDENED [get] widgets");
    assertThat(diff.of(ACCOUNT, false).get(0).after())
        .hasToString("[ClusterRoleBinding b gives ClusterRole all]");
  }

  @ParameterizedTest(name = "label {0} and then {1}: {2}")
  @CsvSource({
    "'{team: b}', '{team: a}', WIDENED [get] widgets",
    "'{team: a}', '{team: b}', NARROWED [get] widgets",
    "'{team: a}', '{team: a, more: x}', ''",
  })
  void aLabelThatMakesARoleSelectedChangesTheAggregatedOne(
      String before, String after, String changes) {
    String all = aggregated("all", "{}", "{matchLabels: {team: a}}", "rules: []");
    String bound = binding("ClusterRoleBinding", "b", "ClusterRole", "all", APP);
    String other = contributor("others", "{team: a}");
    PermissionsDiff diff =
        diff(
            read("a.yaml", all, contributor("widgets", before), other, bound),
            read("b.yaml", all, contributor("widgets", after), other, bound));
    assertThat(shown(diff, ACCOUNT)).isEqualTo(changes);
  }

  @Test
  void urlsAreComparedToo() {
    String bound = binding("ClusterRoleBinding", "b", "ClusterRole", "r", APP);
    String before = role("ClusterRole", "r", "rules: [{nonResourceURLs: [/m/*], verbs: [get]}]");
    String after = role("ClusterRole", "r", "rules: [{nonResourceURLs: [/m/a, /n], verbs: [get]}]");
    assertThat(
            diff(read("a.yaml", before, bound), read("b.yaml", after, bound))
                .of(ACCOUNT, false)
                .stream()
                .map(change -> change.kind() + " " + change.object().url()))
        .containsExactly("WIDENED /n", "NARROWED /m/*");
  }

  @Test
  void rightsBeyondTheLimitAreAGap() {
    List<String> many = java.util.stream.IntStream.range(0, 1100).mapToObj(i -> "n" + i).toList();
    String rule =
        "rules: [{apiGroups: [x], resources: %s, resourceNames: %s, verbs: [get]}]"
            .formatted(many, many);
    PermissionsDiff diff =
        diff(read("a.yaml", BOUND), read("b.yaml", role("Role", "r", rule), BOUND));
    diff.of(ACCOUNT, false);
    assertThat(diff.gaps()).extracting(gap -> gap.problem().code()).contains("TOO_MANY_GRANTS");
  }

  private static String rules(String kind, String resources) {
    return role(kind, "r", "rules: [{apiGroups: [''], resources: %s}]".formatted(resources));
  }

  private static PermissionsDiff diff(RbacPermissions before, RbacPermissions after) {
    return new PermissionsDiff(before, after);
  }

  private static String shown(PermissionsDiff diff, RbacIdentity identity) {
    return String.join(
        ";",
        diff.of(identity, false).stream()
            .map(
                change ->
                    "%s %s %s %s"
                        .formatted(
                            change.kind(),
                            change.verbs(),
                            change.object().resource(),
                            change.object().name())
                        .trim())
            .toList());
  }

  private RbacPermissions read(String name, String... objects) {
    Path folder = temp.resolve(name + ".d");
    return RbacPermissions.of(
        new Input(Input.made(folder)).file(name, String.join("---\n", objects)).gather());
  }
}
