package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code seaworthy fix}, by the real runtime and the bundles that come with the program. */
final class FixTest {
  private static final String WEB =
      """
      # the shop
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: shop
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            hostNetwork: true  # since forever
            containers:
            - name: web   # the server
              image: registry.example/web:1.0
              args:
                - "a"
              # the end of the container
            # the end of the list
      """;

  private static final String WEB_MENDED =
      """
      # the shop
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: shop
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            hostNetwork: false  # since forever
            containers:
            - name: web   # the server
              image: registry.example/web:1.0
              args:
                - "a"
              securityContext:
                capabilities:
                  drop: [ALL]
                allowPrivilegeEscalation: false
            securityContext:
              runAsNonRoot: true
              seccompProfile:
                type: RuntimeDefault
              # the end of the container
            # the end of the list
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void aDryRunPrintsADiffAndWritesNothing() throws IOException {
    Path file = file("web.yaml", WEB);
    Bench.Ran ran = restricted(file);
    assertThat(ran.out())
        .startsWith("--- a" + file + "\n+++ b" + file + "\n@@ ")
        .contains("-      hostNetwork: true  # since forever\n")
        .contains("+      hostNetwork: false  # since forever\n");
    assertThat(ran.err()).contains("5 findings mended by 1 changed file (not written");
    assertThat(file).hasContent(WEB);
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void writingKeepsCommentsLayoutAndPermissionsAndLeavesNothingToMend() throws IOException {
    Path file = file("web.yaml", WEB);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    assertThat(restricted("--write", file).code()).isZero();
    assertThat(Files.readString(file)).isEqualTo(WEB_MENDED);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw----");
    Bench.Ran again = restricted("--write", file);
    assertThat(again.out()).isEmpty();
    assertThat(again.err()).contains("0 findings mended by 0 changed files");
    assertThat(again.code()).isZero();
  }

  /** A pod that leaves its node's network can reach what the network's policies do not forbid. */
  @Test
  void anEditThatBringsAnotherFindingDoesNotCostTheOthers() throws IOException {
    Path file = file("web.yaml", WEB);
    Bench.Ran ran = new Bench().runReal("fix", "--write", file);
    assertThat(ran.err())
        .contains(
            "K8S-09 is not mended: the pod shares a namespace of its node: `hostNetwork`: the")
        .contains("edit brings about another finding")
        .contains("169.254.169.254")
        .doesNotContain(" 0 findings mended");
    assertThat(Files.readString(file))
        .contains("hostNetwork: true")
        .contains("automountServiceAccountToken: false");
  }

  @Test
  void linesKeepTheirEnds() throws IOException {
    Path file = file("web.yaml", WEB.replace("\n", "\r\n"));
    assertThat(restricted("--write", file).code()).isZero();
    assertThat(Files.readString(file)).isEqualTo(WEB_MENDED.replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: a, image: i}]}}",
        """
        {
          "apiVersion": "v1",
          "kind": "Pod",
          "metadata": {"name": "p"},
          "spec": {
            "hostPID": true,
            "containers": [{"name": "a", "image": "i"}]
          }
        }
        """,
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec:
            containers:
            -   name: a
                image: i
                securityContext:
            volumes: []""",
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec:
          containers:
          - name: a
            image: i
            securityContext: {}
          - name: b
            image: i
            securityContext: {capabilities: {drop: []}}
          - name: c
            image: i
            securityContext:
              capabilities:
                drop:
                - KILL
        """,
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec:
          containers:
          - name: a
            image: i
            command:
            - sh
            - -c
            - |+
              echo \uD83D\uDEA2

          # end
        """,
        """
        kind: List
        apiVersion: v1
        items:
        - apiVersion: v1
          kind: Pod
          metadata: {name: q}
          spec: {containers: [{name: a, image: i, securityContext: {privileged: true}}]}
        - apiVersion: v1
          kind: Pod
          metadata: {name: p}
          spec:
            containers:
            - name: a
              image: i
              securityContext: null
        """,
      })
  void everyLayoutIsMendedAndKept(String text) throws IOException {
    Path file = file("pod.yaml", text);
    Bench.Ran ran = restricted("--write", file);
    assertThat(ran.err()).contains(" 0 not mended");
    assertThat(ran.code()).isZero();
    assertThat(removed(text, Files.readString(file)))
        .allMatch(line -> line.contains("true") || line.contains("{") || line.contains("null"));
    assertThat(restricted(file).out()).isEmpty();
  }

  /** Lines of {@code before} that {@code after} lacks. */
  private static List<String> removed(String before, String after) {
    List<String> left = new ArrayList<>(before.lines().toList());
    after.lines().forEach(left::remove);
    return left;
  }

  @Test
  void anAliasIsLeftWithTheReason() throws IOException {
    String text =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec:
          containers:
          - name: a
            image: i
            securityContext: &context
              privileged: true
          - name: b
            image: i
            securityContext: *context
        """;
    Path file = file("pod.yaml", text);
    Bench.Ran ran = fix("--only", "K8S-09", "--write", file);
    assertThat(ran.err()).contains("an alias stands there").contains("2 not mended");
    assertThat(file).hasContent(text);
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void mergedEntriesAreLeftWithTheReason() throws IOException {
    String text =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec:
          containers:
          - name: a
            image: i
            securityContext: &context
              allowPrivilegeEscalation: true
          - name: b
            image: i
            securityContext:
              <<: *context
        """;
    Bench.Ran ran = restricted(file("pod.yaml", text));
    assertThat(ran.err()).contains("entries are merged there from elsewhere");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void whatTheApiServerWouldRefuseIsNotBroughtAbout() throws IOException {
    String text =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec:
          containers:
          - name: a
            image: i
            securityContext:
              runAsUser: 0
              capabilities: {add: [SYS_ADMIN], drop: [ALL]}
        """;
    Bench.Ran ran = restricted(file("pod.yaml", text));
    assertThat(ran.err())
        .contains("the API server refuses it beside capability SYS_ADMIN")
        .contains("`runAsUser: 0` stands in the pod");
    assertThat(ran.out()).doesNotContain("allowPrivilegeEscalation").doesNotContain("runAsNonRoot");
  }

  @Test
  void aKeyThatStandsTwiceIsLeft() throws IOException {
    // Kubectl takes the last of two equal keys; which one is meant nobody knows.
    String text =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec:
          hostPID: true
          hostPID: true
          containers: [{name: a, image: i}]
        """;
    Path file = file("pod.yaml", text);
    Bench.Ran ran = fix("--only", "K8S-09", "--write", file);
    assertThat(ran.err()).contains("the key `hostPID` stands there twice");
    assertThat(file).hasContent(text);
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aTemplateOfAChartIsLeft() throws IOException {
    file("chart/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n");
    Path file =
        file(
            "chart/templates/pod.yaml",
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec: {hostPID: true, containers: [{name: a, image: i}]}
            """);
    Bench.Ran ran = fix("--only", "K8S-09", "--no-render", file);
    assertThat(ran.err()).contains("the file is a template of a Helm chart");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aLinkIsLeft() throws IOException {
    Path file = file("web.yaml", WEB);
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
    assertThat(restricted("--write", link).err()).contains("the file is a symbolic link");
    assertThat(file).hasContent(WEB);
  }

  @Test
  void workloadRulesAreMended() throws IOException {
    Path file =
        file("web.yaml", WEB.replace("hostNetwork: true", "terminationGracePeriodSeconds: 0"));
    fix("--only", "K8S-10", "--write", file);
    assertThat(Files.readString(file))
        .contains("      terminationGracePeriodSeconds: 30  # since forever\n")
        .contains("        securityContext:\n          readOnlyRootFilesystem: true\n")
        .contains("      automountServiceAccountToken: false\n");
  }

  @Test
  void jsonTellsEachEditAndItsReason() throws IOException {
    Path file = file("web.yaml", WEB);
    Bench.Ran ran = restricted("--format", "json", file);
    JsonNode tree = StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8));
    assertThat(tree.path("written").asBoolean()).isFalse();
    assertThat(tree.path("mended")).hasSize(5);
    assertThat(tree.path("mended").findValuesAsText("edit"))
        .contains("spec.template.spec.hostNetwork: false")
        .contains("spec.template.spec.securityContext.runAsNonRoot: true");
    assertThat(tree.path("files").path(0).path("diff").asText()).startsWith("--- a");
  }

  @Test
  void aTerminalGetsColoursAndNoControlCharacters() throws IOException {
    Path file = file("web.yaml", WEB.replace("since forever", "\u202E"));
    Bench.Ran ran = new Bench().terminal().runReal("fix", "--only", "K8S-09", file.toString());
    assertThat(ran.out()).contains("\u001b[31m-").contains("\u001b[32m+").doesNotContain("\u202E");
  }

  @Test
  void noEvidenceIsNoPass() throws IOException {
    assertThat(fix(file("readme.txt", "nothing")).code()).isEqualTo(2);
  }

  @Test
  void badUsageIsTold() {
    assertThat(fix("--write", "--dry-run", folder).code()).isEqualTo(3);
    assertThat(fix("-").err()).contains("standard input cannot be mended");
    assertThat(fix(folder.resolve("missing")).code()).isEqualTo(3);
  }

  /** The Kubernetes project's own failing pods: what is mended must then pass. */
  @Test
  void thePodSecurityFixturesAreMended() throws IOException {
    Path fixtures =
        Path.of(System.getProperty("repository.root", "../.."))
            .resolve("../shared/oracles/pod-security/baseline/fail");
    assumeTrue(
        Files.isDirectory(fixtures), "the Pod Security fixtures are not beside this checkout");
    try (Stream<Path> files = Files.list(fixtures)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
    Bench.Ran ran = fix("--only", "K8S-09", "--write", "--format", "json", folder);
    JsonNode tree = StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8));
    assertThat(tree.path("mended").size()).isGreaterThan(5);
    assertThat(tree.path("notMended").findValuesAsText("reason"))
        .containsOnly("a Windows HostProcess pod needs it");
    Bench.Ran again = fix("--only", "K8S-09", "--format", "json", folder);
    JsonNode left = StrictJson.parse(again.out().getBytes(StandardCharsets.UTF_8));
    assertThat(left.path("mended")).isEmpty();
    assertThat(left.path("withoutRemedy").asInt()).isEqualTo(tree.path("withoutRemedy").asInt());
  }

  private static Bench.Ran restricted(Object... args) {
    List<Object> all =
        new ArrayList<>(List.of("--only", "K8S-09", "--set", "pod_security_level=restricted"));
    all.addAll(List.of(args));
    return fix(all.toArray());
  }

  private static Bench.Ran fix(Object... args) {
    List<Object> all = new ArrayList<>(List.of("fix"));
    all.addAll(List.of(args));
    return new Bench().runReal(all.toArray());
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    return Files.writeString(file, text);
  }
}
