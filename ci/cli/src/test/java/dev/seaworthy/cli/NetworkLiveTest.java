package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks a real API server, which {@code ci/components/kubernetes.sh} starts, for the connections
 * that the manifests it was given allow.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkLiveTest {
  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final String SHOP =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: reach, labels: {tier: shop}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: reach}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: c, image: i, ports: [{containerPort: 8080}]}]}
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db, namespace: reach}
      spec:
        serviceName: db
        selector: {matchLabels: {app: db}}
        template:
          metadata: {labels: {app: db}}
          spec: {containers: [{name: c, image: i}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: reach}
      spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web, namespace: reach}
      spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: db, namespace: reach}
      spec:
        podSelector: {matchLabels: {app: db}}
        policyTypes: [Ingress, Egress]
        ingress:
        - from: [{podSelector: {matchLabels: {app: web}}}]
          ports: [{port: 5432}]
      """;

  /** Everything that the question needs but policies. */
  private static final String HALF_BLIND =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: half-blind, namespace: reach}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: half-blind, namespace: reach}
      rules:
      - {apiGroups: [""], resources: [pods, podtemplates, replicationcontrollers, services], verbs: [list]}
      - {apiGroups: [apps, batch], resources: ["*"], verbs: [list]}
      - {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [list]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: half-blind}
      rules:
      - {apiGroups: [""], resources: [namespaces], verbs: [list]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: half-blind, namespace: reach}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: half-blind}
      subjects: [{kind: ServiceAccount, name: half-blind, namespace: reach}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: half-blind}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: half-blind}
      subjects: [{kind: ServiceAccount, name: half-blind, namespace: reach}]
      """;

  @TempDir Path temp;
  private Path kubeconfig = Path.of("");

  @BeforeAll
  void fill() {
    String file = System.getenv(KUBECONFIG);
    assumeTrue(file != null, "no $" + KUBECONFIG + ": run ci/components/kubernetes.sh");
    kubeconfig = Path.of(String.valueOf(file));
    try (KubernetesClient admin = admin()) {
      admin
          .load(
              new ByteArrayInputStream(
                  (SHOP + "---\n" + HALF_BLIND).getBytes(StandardCharsets.UTF_8)))
          .items()
          .forEach(object -> admin.resource(object).serverSideApply());
    }
  }

  @Test
  void aClusterAllowsWhatItsManifestsDo() throws IOException {
    Path manifests = Files.writeString(temp.resolve("shop.yaml"), SHOP);
    Bench.Ran ran = connections(kubeconfig);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .isEqualTo(new Bench().run("network", "connections", manifests).out())
        .contains("reach/web[Deployment] => reach/db[StatefulSet] : TCP 5432\n")
        .contains("{ingress-controller} => reach/web[Deployment] : TCP 8080\n");
    assertThat(ran.code()).isZero();
  }

  @Test
  void whereAKindIsForbiddenTheAnswerSaysThatItIsNotWhole() throws IOException {
    Bench.Ran ran = connections(halfBlind());
    assertThat(ran.err())
        .contains("this identity may not read")
        .contains("/apis/networking.k8s.io/v1/namespaces/reach/networkpolicies")
        .doesNotContain("secrets", "configmaps");
    assertThat(ran.out()).contains("reach/db[StatefulSet] => reach/web[Deployment]");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void theWholeClusterIsOneQuestion() {
    Bench.Ran ran =
        new Bench().run("network", "connections", "--cluster", "--kubeconfig", kubeconfig);
    assertThat(ran.out()).contains("reach/web[Deployment] => reach/db[StatefulSet] : TCP 5432\n");
  }

  @Test
  void theClusterAsItWasDeclaredDiffersInNothing() throws IOException {
    Path manifests = Files.writeString(temp.resolve("declared.yaml"), SHOP);
    Bench.Ran ran = diff(manifests, "--cluster");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  @Test
  void aChangeOfTheManifestsIsToldFromBothSides() throws IOException {
    Path manifests = Files.writeString(temp.resolve("changed.yaml"), SHOP.replace("5432", "5433"));
    assertThat(diff(manifests, "--cluster").out())
        .isEqualTo("~ reach/web[Deployment] => reach/db[StatefulSet] : TCP 5433 -> TCP 5432\n");
    Bench.Ran ran = diff("cluster:admin", manifests);
    assertThat(ran.out())
        .isEqualTo("~ reach/web[Deployment] => reach/db[StatefulSet] : TCP 5432 -> TCP 5433\n");
    assertThat(ran.code()).isOne();
  }

  @Test
  void twoContextsAreTwoStates() {
    Bench.Ran same = diff("cluster:admin", "cluster:");
    assertThat(same.out() + same.err()).isEmpty();
    assertThat(same.code()).isZero();
    Bench.Ran blind = diff("cluster:viewer", "cluster:admin");
    assertThat(blind.err()).contains("this identity may not read").contains("cluster:viewer");
    assertThat(blind.out()).contains("+ reach/web[Deployment] => reach/db[StatefulSet]");
  }

  @Test
  void permissionsOfManifestsAndClusterAreCompared() throws IOException {
    Path manifests =
        Files.writeString(
            temp.resolve("rbac.yaml"),
            HALF_BLIND.replace(
                "resources: [ingresses], verbs: [list]", "resources: [ingresses], verbs: [get]"));
    Bench.Ran ran =
        new Bench()
            .run(
                "iam",
                "diff",
                manifests,
                "--cluster",
                "--kubeconfig",
                kubeconfig,
                "--subject",
                "serviceaccount:reach/half-blind",
                "--namespace",
                "reach");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("+ namespace reach: list ingresses.networking.k8s.io")
        .contains("- namespace reach: get ingresses.networking.k8s.io")
        .contains("narrowed: 1, moved: 0");
    assertThat(ran.code()).isOne();
  }

  @Test
  void escalationsOfAClusterAreTold() {
    Bench.Ran ran =
        new Bench()
            .run(
                "iam",
                "escalations",
                "--cluster",
                "--kubeconfig",
                kubeconfig,
                "--subject",
                "serviceaccount:reach/half-blind");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  private Bench.Ran diff(Object before, Object after) {
    return new Bench()
        .run("network", "diff", before, after, "--kubeconfig", kubeconfig, "--namespace", "reach");
  }

  private static Bench.Ran connections(Path kubeconfig) {
    return new Bench()
        .run(
            "network",
            "connections",
            "--cluster",
            "--kubeconfig",
            kubeconfig,
            "--namespace",
            "reach");
  }

  private KubernetesClient admin() {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }

  private Path halfBlind() throws IOException {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    String text =
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "%s", certificate-authority: "%s"}}]
        users: [{name: u, user: {token: "%s"}}]
        contexts: [{name: u, context: {cluster: c, user: u}}]
        current-context: u
        """
            .formatted(config.getMasterUrl(), config.getCaCertFile(), token());
    return Files.writeString(temp.resolve("half-blind"), text);
  }

  private String token() {
    try (KubernetesClient admin = admin()) {
      return admin
          .serviceAccounts()
          .inNamespace("reach")
          .withName("half-blind")
          .tokenRequest(
              new TokenRequestBuilder()
                  .withNewSpec()
                  .withExpirationSeconds(3600L)
                  .endSpec()
                  .build())
          .getStatus()
          .getToken();
    }
  }
}
