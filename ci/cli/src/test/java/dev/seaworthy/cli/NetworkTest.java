package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkTest {
  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop, labels: {app: web}}
      spec: {containers: [{name: c, image: i}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: db, namespace: shop, labels: {app: db}}
      spec: {containers: [{name: c, image: i}]}
      ---
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void connectionsAreSortedLines() throws IOException {
    Bench.Ran ran = new Bench().run("network", "connections", state("a", 5432));
    assertThat(ran.out())
        .isEqualTo(
            """
            0.0.0.0-255.255.255.255[External] => shop/web[Pod] : All Connections
            shop/db[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections
            shop/db[Pod] => shop/web[Pod] : All Connections
            shop/web[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections
            shop/web[Pod] => shop/db[Pod] : TCP 5432
            """);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  @Test
  void whatTheApiServerRefusesIsNamedAndTheRestJudged() throws IOException {
    Bench.Ran ran = new Bench().run("network", "connections", state("a", 70_000));
    assertThat(ran.err()).contains("all.yaml:16:").contains("is not between 1 and 65535");
    assertThat(ran.out()).contains("shop/web[Pod] => shop/db[Pod] : All Connections");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void jsonHasPortsAsNumbers() throws IOException {
    Bench.Ran ran = new Bench().run("network", "connections", state("a", 5432), "--format", "json");
    assertThat(ran.out()).contains("\"first\": 5432").contains("\"name\": \"pod-network\"");
  }

  @Test
  void dotPutsNamespacesInClusters() throws IOException {
    assertThat(new Bench().run("network", "connections", state("a", 5432), "--format", "dot").out())
        .contains("subgraph \"cluster_shop\" {")
        .contains("\"shop/web[Pod]\" -> \"shop/db[Pod]\" [label=\"TCP 5432\"]");
  }

  @Test
  void aDifferenceExits1() throws IOException {
    Bench.Ran ran = new Bench().run("network", "diff", state("a", 5432), state("b", 5433));
    assertThat(ran.out()).isEqualTo("~ shop/web[Pod] => shop/db[Pod] : TCP 5432 -> TCP 5433\n");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void noDifferenceExits0() throws IOException {
    Bench.Ran ran = new Bench().run("network", "diff", state("a", 80), state("b", 80));
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  @Test
  void addressesThatOneStateCutsAreComparedPieceByPiece() throws IOException {
    Path before = write("a", PODS);
    Path after =
        write(
            "b",
            PODS
                + """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: p, namespace: shop}
                spec:
                  podSelector: {matchLabels: {app: web}}
                  policyTypes: [Egress]
                  egress: [{to: [{ipBlock: {cidr: 128.0.0.0/1}}, {podSelector: {}}]}]
                """);
    assertThat(new Bench().run("network", "diff", before, after).out())
        .isEqualTo("- shop/web[Pod] => 0.0.0.0-127.255.255.255[External] : All Connections\n");
  }

  private Path state(String name, int port) throws IOException {
    return write(
        name,
        PODS
            + """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: db, namespace: shop}
            spec:
              podSelector: {matchLabels: {app: db}}
              ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: %d}]}]
            """
                .formatted(port));
  }

  private Path write(String name, String text) throws IOException {
    Path state = Files.createDirectories(folder.resolve(name));
    Files.writeString(state.resolve("all.yaml"), text);
    return state;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a, 'missing required parameter: B, or --cluster'",
    "a b --cluster, '--cluster stands in the place of B'",
    "a b --namespace shop, 'go with --cluster'",
    "cluster:x b --context y, '--context goes with --cluster'",
  })
  void whatIsComparedIsTwoStates(String arguments, String message) {
    for (String group : List.of("network", "iam")) {
      List<Object> words = new ArrayList<>(List.of(group, "diff"));
      words.addAll(List.of(arguments.split(" ")));
      Bench.Ran ran = new Bench().run(words.toArray());
      assertThat(ran.err()).contains(message);
      assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
    }
  }

  @Test
  void aContextThatIsNotThereIsTheUsersMistake() throws IOException {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: known, context: {cluster: c, user: u}}]
            current-context: known
            """);
    Bench.Ran ran =
        new Bench().run("network", "diff", "cluster:nowhere", folder, "--kubeconfig", kubeconfig);
    assertThat(ran.err()).contains("the kubeconfig has no context `nowhere`");
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
  }
}
