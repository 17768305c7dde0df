package dev.seaworthy.collectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesCollectorTest {
  private static final String POD_SPEC = "containers: [{name: c, image: i}]";

  @TempDir Path temp;

  @ParameterizedTest(name = "{0} {1} keeps its pods at {2}")
  @CsvSource({
    "v1, Pod, spec",
    "v1, PodTemplate, template.spec",
    "v1, ReplicationController, spec.template.spec",
    "apps/v1, Deployment, spec.template.spec",
    "apps/v1, StatefulSet, spec.template.spec",
    "apps/v1, DaemonSet, spec.template.spec",
    "apps/v1, ReplicaSet, spec.template.spec",
    "extensions/v1beta1, Deployment, spec.template.spec",
    "batch/v1, Job, spec.template.spec",
    "batch/v1beta1, CronJob, spec.jobTemplate.spec.template.spec",
    "argoproj.io/v1alpha1, Rollout, spec.template.spec",
    "apps.kruise.io/v1alpha1, CloneSet, spec.template.spec",
    "apps.kruise.io/v1beta1, StatefulSet, spec.template.spec",
    "apps.kruise.io/v1alpha1, DaemonSet, spec.template.spec",
    "apps.kruise.io/v1alpha1, BroadcastJob, spec.template.spec",
    "apps.openshift.io/v1, DeploymentConfig, spec.template.spec",
    "keda.sh/v1alpha1, ScaledJob, spec.jobTargetRef.template.spec",
    "serving.knative.dev/v1, Service, spec.template.spec",
    "serving.knative.dev/v1, Configuration, spec.template.spec",
    "serving.knative.dev/v1, Revision, spec",
  })
  void workloads(String apiVersion, String kind, String path) {
    String[] steps = path.split("\\.", -1);
    String body = String.join(": {", steps) + ": {" + POD_SPEC + "}".repeat(steps.length);
    Snapshot snapshot = read(object(apiVersion, kind, "x") + body + "\n");
    assertThat(snapshot.gaps()).isEmpty();
    Evidence evidence = only(snapshot, "kubernetes/workload");
    assertThat(evidence.subject()).hasToString(kind + " default/x");
    assertThat(evidence.content().node().get("podPath"))
        .extracting(node -> node.asText())
        .containsExactly(steps);
    assertThat(evidence.content().node().at("/manifest/kind").asText()).isEqualTo(kind);
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "v1, Namespace, Namespace x",
    "v1, Service, Service default/x",
    "rbac.authorization.k8s.io/v1, ClusterRole, ClusterRole x",
    "rbac.authorization.k8s.io/v1, Role, Role default/x",
    "cert-manager.io/v1, ClusterIssuer, ClusterIssuer x",
    "postgresql.cnpg.io/v1, Cluster, Cluster default/x",
    "serving.example.com/v1, Service, Service default/x",
    "apps.example.com/v1, Deployment, Deployment default/x",
  })
  void otherObjects(String apiVersion, String kind, String subject) {
    Snapshot snapshot = read(object(apiVersion, kind, "x"));
    assertThat(only(snapshot, "kubernetes/object").subject()).hasToString(subject);
  }

  @Test
  void aRolloutThatBorrowsATemplateMakesNoPodsItself() {
    Snapshot snapshot =
        read(object("argoproj.io/v1alpha1", "Rollout", "x") + "spec: {workloadRef: {name: y}}\n");
    assertThat(Folder.evidence(snapshot)).containsExactly("kubernetes/object Rollout default/x");
  }

  @Test
  void knativeNamesAContainerAndItsPortWhereNobodyElseDoes() {
    String body = "spec: {template: {spec: {containers: [{image: i, ports: [{name: h2c}]}]}}}\n";
    assertThat(Folder.evidence(read(object("serving.knative.dev/v1", "Service", "x") + body)))
        .contains("kubernetes/workload Service default/x");
    assertThat(Folder.gaps(read(object("apps.kruise.io/v1alpha1", "CloneSet", "x") + body)))
        .hasSize(2);
  }

  @Test
  void listsAreTakenApartAndEachItemKnowsItsLines() {
    String list =
        """
        apiVersion: v1
        kind: List
        items:
        - apiVersion: v1
          kind: ConfigMap
          metadata:
            name: a
        - apiVersion: v1
          kind: ConfigMapList
          items:
          - metadata:
              name: b
              labels: {x: z}
        """;
    Snapshot snapshot = read(list);
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(Folder.evidence(snapshot))
        .containsExactly(
            "kubernetes/object ConfigMap default/a", "kubernetes/object ConfigMap default/b");
    assertThat(located(snapshot, 0, "metadata", "name")).isEqualTo("a.yaml:7:5");
    assertThat(located(snapshot, 1)).isEqualTo("a.yaml:11:5");
    assertThat(located(snapshot, 1, "metadata", "labels", "x")).isEqualTo("a.yaml:13:16");
    assertThat(snapshot.evidence().get(1).content().node().at("/manifest/apiVersion").asText())
        .isEqualTo("v1");
  }

  @Test
  void anAbsentFieldPointsAtTheObjectThatLacksIt() {
    Snapshot snapshot =
        read(
            object("v1", "Pod", "x")
                + "spec:\n  containers:\n  - name: \"\u00e9\ud83d\ude00\"\n    image: &i img\n");
    assertThat(located(snapshot, 0, "spec", "containers", 0, "resources", "limits"))
        .isEqualTo("a.yaml:6:5");
    assertThat(located(snapshot, 0, "spec", "containers", 0, "image")).isEqualTo("a.yaml:7:5");
    assertThat(located(snapshot, 0, "spec", "containers", 7)).isEqualTo("a.yaml:5:3");
    assertThat(located(snapshot, 0, "status")).isEqualTo("a.yaml:1:1");
  }

  @Test
  void jsonKnowsItsLinesToo() {
    String json =
        "{\"apiVersion\": \"v1\",\n \"kind\": \"ConfigMap\",\n \"metadata\": {\"name\": \"\u00e9\", \"namespace\": \"n\"}}\n";
    Snapshot snapshot =
        Folder.at(temp).write("a.json", json + json.replace("\u00e9", "f")).gather();
    assertThat(Folder.evidence(snapshot)).hasSize(2);
    assertThat(located(snapshot, 0, "metadata", "namespace")).isEqualTo("a.json:6:28");
    assertThat(located(snapshot, 1, "metadata", "namespace")).isEqualTo("a.json:3:28");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("metadata", "metadata: []", "metadata"),
        refused("labels", "metadata: {name: x, labels: {a: yes}}", "metadata.labels"),
        refused("annotations", "metadata: {name: x, annotations: {a: 1}}", "metadata.annotations"),
        refused(
            "no name",
            "metadata: {}\nspec: {template: {spec: {" + POD_SPEC + "}}}",
            "metadata.name"),
        refused("numeric name", "metadata: {name: 1}", "metadata.name"),
        refused("no spec", "metadata: {name: x}", "spec"),
        refused("text spec", "metadata: {name: x}\nspec: text", "spec"),
        refused("no template", "metadata: {name: x}\nspec: {replicas: 1}", "spec.template"),
        refusedSpec("replicas", "replicas: '3'", "spec.replicas"),
        refusedSpec("selector", "selector: {matchLabels: [a]}", "spec.selector.matchLabels"),
        refusedSpec(
            "operator",
            "selector: {matchExpressions: [{key: a}]}",
            "spec.selector.matchExpressions[0].operator"),
        refusedPod("no containers", "hostIPC: true", "containers"),
        refusedPod("empty containers", "containers: []", "containers"),
        refusedPod("containers as mapping", "containers: {a: b}", "containers"),
        refusedPod("a container of text", "containers: [nginx]", "containers[0]"),
        refusedPod("an empty item", "containers: [{name: c, image: i}, ~]", "containers[1]"),
        refusedPod("no image", "containers: [{name: c}]", "containers[0].image"),
        refusedPod("no container name", "containers: [{image: i}]", "containers[0].name"),
        refusedPod(
            "init image",
            POD_SPEC + ", initContainers: [{name: a, image: 5}]",
            "initContainers[0].image"),
        refusedPod("truth as text", POD_SPEC + ", hostNetwork: 'true'", "hostNetwork"),
        refusedPod(
            "numeric env",
            "containers: [{name: c, image: i, env: [{name: A, value: 1}]}]",
            "containers[0].env[0].value"),
        refusedPod(
            "port",
            "containers: [{name: c, image: i, ports: [{containerPort: http}]}]",
            "containers[0].ports[0].containerPort"),
        refusedPod("args", "containers: [{name: c, image: i, args: [1]}]", "containers[0].args[0]"),
        refusedPod(
            "privileged",
            "containers: [{name: c, image: i, securityContext: {privileged: 'no'}}]",
            "containers[0].securityContext.privileged"),
        refusedPod(
            "limits",
            "containers: [{name: c, image: i, resources: {limits: [1]}}]",
            "containers[0].resources.limits"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void whatTheServerRefusesIsAGapAndNoEvidence(String name, String body, String field) {
    Snapshot snapshot = read("apiVersion: apps/v1\nkind: Deployment\n" + body + "\n");
    assertThat(snapshot.evidence()).isEmpty();
    assertThat(snapshot.gaps())
        .filteredOn(gap -> gap.problem().code().equals("INVALID_MANIFEST"))
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.problem().message()).startsWith("`" + field + "` of `Deployment");
              assertThat(gap.location().line()).isPositive();
              assertThat(gap.mayHide("kubernetes/workload")).isTrue();
              // Its pods may be a way to their account's rights.
              assertThat(gap.mayHide("iam/principal")).isTrue();
              assertThat(gap.mayHide("image/scan")).isFalse();
            });
  }

  @Test
  void nullCountsAsAbsentWhereTheFieldIsOptional() {
    Snapshot snapshot =
        read(
            object("v1", "Pod", "x").replace("{name: x}", "{name: x, labels: , annotations: {a: }}")
                + "spec: {"
                + POD_SPEC
                + ", hostNetwork: , volumes: }\n");
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(snapshot.ofKind("kubernetes/workload")).hasSize(1);
  }

  @Test
  void noSecretReachesEvidence() {
    String encoded = Base64.getEncoder().encodeToString("hunter2".getBytes(StandardCharsets.UTF_8));
    String copy =
        "{annotations: {kubectl.kubernetes.io/last-applied-configuration: 'copy of hunter2', keep: me}, name: x}";
    String secret =
        object("v1", "Secret", "x").replace("{name: x}", copy)
            + "data: {a: "
            + encoded
            + "}\nstringData: {b: hunter2, c: other}\n";
    Snapshot snapshot =
        read(
            "apiVersion: v1\nkind: List\nitems:\n- " + secret.strip().replace("\n", "\n  ") + "\n");
    assertThat(Folder.gaps(snapshot)).isEmpty();
    var node = only(snapshot, "kubernetes/object").content().node();
    assertThat(node.toString()).doesNotContain("hunter2", encoded).contains("keep");
    var a = node.at("/manifest/data/a");
    assertThat(a.get("length").asInt()).isEqualTo(7);
    assertThat(a.get("redacted").asText()).matches("sha256-hmac:[0-9a-f]{64}");
    assertThat(node.at("/manifest/stringData/b")).isEqualTo(a);
    assertThat(node.at("/manifest/stringData/c")).isNotEqualTo(a);
  }

  @Test
  void anUnreadableSecretIsNotQuoted() {
    Snapshot snapshot = read(object("v1", "Secret", "x") + "data: {a: 'not base64 hunter2'}\n");
    assertThat(Folder.gaps(snapshot)).containsExactly("INVALID_MANIFEST a.yaml:1:1");
    assertThat(snapshot.toCanonicalJson().toString()).doesNotContain("hunter2");
  }

  @Test
  void saltsDiffer() {
    byte[] value = {1};
    assertThat(Salt.random().commitment(value)).isNotEqualTo(Salt.random().commitment(value));
  }

  @Test
  void objectsThatStandTwiceAreKeptAndTold() {
    Snapshot snapshot =
        Folder.at(temp)
            .write(
                "a.yaml",
                object("apps/v1", "Deployment", "x")
                    + "spec: {template: {spec: {"
                    + POD_SPEC
                    + "}}}\n")
            .write(
                "b.yaml",
                "\n"
                    + object("apps/v1beta1", "Deployment", "x")
                    + "spec: {template: {spec: {"
                    + POD_SPEC
                    + "}}}\n")
            .write("c.yaml", object("v1", "Service", "x"))
            .write("d.yaml", object("serving.example.com/v1", "Service", "x"))
            .gather();
    assertThat(snapshot.evidence())
        .filteredOn(one -> one.kind().startsWith("kubernetes/"))
        .hasSize(4);
    assertThat(Folder.gaps(snapshot)).containsExactly("DUPLICATE_OBJECT b.yaml:2:1");
    assertThat(snapshot.gaps().get(0).problem().message()).contains("first at `a.yaml:1:1`");
  }

  @Test
  void anObjectOfAClusterBesideItsManifestIsNoDuplicate() {
    String service = "apiVersion: v1\nkind: Service\nmetadata: {name: x, namespace: shop%s}\n";
    Snapshot snapshot =
        Folder.at(temp)
            .write("a.yaml", service.formatted(""))
            .write("b.yaml", service.formatted(", uid: 6f1c"))
            .gather();
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(snapshot.ofKind("kubernetes/object")).hasSize(2);
  }

  @Test
  void generatedNamesAreNoDuplicates() {
    String job =
        "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: x-}\nspec: {template: {spec: {"
            + POD_SPEC
            + "}}}\n";
    assertThat(Folder.gaps(read(job + "---\n" + job))).isEmpty();
  }

  @Test
  void helmTestsAreLeftAsideByName() {
    String hook =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: t, annotations: {helm.sh/hook: %s}}\nspec: {"
            + POD_SPEC
            + "}\n";
    Snapshot snapshot =
        read(
            hook.formatted("test")
                + "---\n"
                + hook.formatted("pre-upgrade").replace("name: t", "name: u"));
    assertThat(Folder.evidence(snapshot))
        .contains("kubernetes/workload Pod default/u")
        .doesNotContain("kubernetes/workload Pod default/t");
    assertThat(snapshot.coverage().skipped())
        .containsExactly(new Coverage.Skipped("a.yaml", "Helm test hook: Pod t"));
  }

  @Test
  void strangersInListsAreGaps() {
    Snapshot snapshot =
        read(
            "apiVersion: v1\nkind: List\nitems:\n- text\n- {kind: Pod}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a}\n");
    assertThat(Folder.evidence(snapshot)).containsExactly("kubernetes/object ConfigMap default/a");
    assertThat(Folder.gaps(snapshot))
        .containsExactly("INVALID_MANIFEST a.yaml:4:3", "INVALID_MANIFEST a.yaml:5:3");
    assertThat(Folder.gaps(read("apiVersion: v1\nkind: List\nitems: {a: b}\n")))
        .containsExactly("INVALID_MANIFEST a.yaml:3:1");
  }

  private Snapshot read(String yaml) {
    return Folder.at(temp).write("a.yaml", yaml).gather();
  }

  private static Evidence only(Snapshot snapshot, String kind) {
    assertThat(snapshot.ofKind(kind)).hasSize(1);
    return snapshot.ofKind(kind).get(0);
  }

  private static String located(Snapshot snapshot, int evidence, Object... path) {
    return snapshot.evidence().stream()
        .filter(one -> one.kind().startsWith("kubernetes/"))
        .toList()
        .get(evidence)
        .locations()
        .locate(JsonPath.of(path))
        .toString();
  }

  private static String object(String apiVersion, String kind, String name) {
    return "apiVersion: %s\nkind: %s\nmetadata: {name: %s}\n".formatted(apiVersion, kind, name);
  }

  private static Arguments refused(String name, String body, String field) {
    return Arguments.of(name, body, field);
  }

  private static Arguments refusedSpec(String name, String spec, String field) {
    return refused(
        name,
        "metadata: {name: x}\nspec: {" + spec + ", template: {spec: {" + POD_SPEC + "}}}",
        field);
  }

  private static Arguments refusedPod(String name, String pod, String field) {
    return refused(
        name,
        "metadata: {name: x}\nspec: {template: {spec: {" + pod + "}}}",
        "spec.template.spec." + field);
  }
}
