package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods are judged wherever a workload keeps them, and findings tell the line. */
class PodSecurityWorkloadsTest {
  private static final String POD =
      """
      spec:
        containers:
        - name: a
          image: registry.example/app
          securityContext:
            privileged: true
      """;

  @TempDir Path folder = Path.of("");

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "v1, Pod, ''",
    "v1, PodTemplate, template",
    "v1, ReplicationController, spec template",
    "apps/v1, Deployment, spec template",
    "apps/v1, StatefulSet, spec template",
    "apps/v1, DaemonSet, spec template",
    "apps/v1, ReplicaSet, spec template",
    "batch/v1, Job, spec template",
    "batch/v1, CronJob, spec jobTemplate spec template",
    "argoproj.io/v1alpha1, Rollout, spec template",
    "apps.kruise.io/v1alpha1, CloneSet, spec template",
    "serving.knative.dev/v1, Service, spec template",
  })
  void thePodOfEveryKindIsJudged(String apiVersion, String kind, String holders)
      throws IOException {
    String manifest = manifest(apiVersion, kind, holders);
    long line = manifest.lines().takeWhile(one -> !one.contains("privileged")).count() + 1;
    JsonNode finding = onlyFinding(manifest);
    assertThat(finding.path("rule").asText()).isEqualTo("Privileged Containers");
    String path = holders.isEmpty() ? "" : "/" + holders.replace(' ', '/');
    assertThat(finding.path("path").asText())
        .isEqualTo(path + "/spec/containers/0/securityContext/privileged");
    assertThat(finding.path("location").path("line").asLong()).isEqualTo(line);
  }

  @Test
  void thePodOfADeclaredKindIsJudged() throws IOException {
    String manifest = manifest("example.com/v1", "Worker", "spec pod");
    JsonNode finding = onlyFinding(manifest, "--pod-path", "example.com/Worker=spec.pod.spec");
    assertThat(finding.path("path").asText())
        .isEqualTo("/spec/pod/spec/containers/0/securityContext/privileged");
    assertThat(check(manifest).code()).isEqualTo(2);
  }

  @Test
  void aPodInAListIsJudgedAtItsLine() throws IOException {
    String manifest =
        """
        apiVersion: example.com/v1
        kind: Worker
        metadata:
          name: x
        spec:
          jobs:
          - pod:
              spec:
                containers:
                - {name: a, image: registry.example/app}
          - pod:
              spec:
                containers:
                - name: b
                  image: registry.example/app
                  securityContext:
                    privileged: true
        """;
    JsonNode finding =
        onlyFinding(manifest, "--pod-path", "example.com/Worker=spec.jobs[*].pod.spec");
    assertThat(finding.path("path").asText())
        .isEqualTo("/spec/jobs/1/pod/spec/containers/0/securityContext/privileged");
    assertThat(finding.path("location").path("line").asInt()).isEqualTo(17);
  }

  @Test
  void aReleaseDeclaresKindsToo() throws IOException {
    check(manifest("example.com/v1", "Worker", "spec pod"));
    Path release =
        Files.writeString(
            folder.resolve("release.yaml"),
            """
            apiVersion: seaworthy.dev/v1
            kind: Release
            candidate: {name: erp, version: 1.0.0}
            evidence: [{collector: kubernetes, paths: [a.yaml]}]
            podPaths: {example.com/v1/Worker: spec.pod.spec}
            bundles: [{name: kubernetes, version: %s}]
            """
                .formatted(version()));
    Bench.Ran ran = new Bench().runReal("check", release, "--only", "K8S-09");
    assertThat(ran.out()).contains("container `a` is privileged").contains("a.yaml:12:");
    assertThat(ran.code()).isEqualTo(1);
    Bench.Ran twice =
        new Bench().runReal("check", release, "--pod-path", "example.com/v1/Worker=spec.other");
    assertThat(twice.err()).contains("has two paths: `spec.other` and `spec.pod.spec`");
    assertThat(twice.code()).isEqualTo(3);
  }

  @Test
  void aDeclaredPathThatLeadsNowhereNeverPasses() throws IOException {
    Bench.Ran ran =
        check(
            manifest("example.com/v1", "Worker", "spec pod"),
            "--pod-path",
            "example.com/Worker=spec.pd.spec");
    assertThat(ran.out()).contains("has no pod spec at");
    assertThat(ran.code()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "example.com/Worker, 'names no path'",
    "=spec, 'names no path'",
    "apps/Deployment=spec, 'is no custom kind'",
    "example.com/Worker=, 'is no path'",
    "example.com/Worker=spec.jobs[0].spec, 'names one item of a list'",
    "example.com/Worker=spec.jobs[*, 'is no path'",
  })
  void aMistakeInAPodPathIsTheUsers(String declared, String message) throws IOException {
    Bench.Ran ran = check(manifest("v1", "Pod", ""), "--pod-path", declared);
    assertThat(ran.err()).contains(message);
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void aListInAListIsJudged() throws IOException {
    String deployment = manifest("apps/v1", "Deployment", "spec template");
    String list = "apiVersion: v1\nkind: List\nitems:\n- " + indented(deployment);
    JsonNode finding = onlyFinding("apiVersion: v1\nkind: List\nitems:\n- " + indented(list));
    assertThat(finding.path("rule").asText()).isEqualTo("Privileged Containers");
    assertThat(finding.path("subject").path("kind").asText()).isEqualTo("Deployment");
    assertThat(finding.path("location").path("line").asInt()).isEqualTo(18);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "pod_security_level=strict, 3, 'use one of privileged, baseline, restricted'",
    "pod_security_version=1.x, 2, 'names no level or version of the standard'",
    "pod_security_version=2.0, 2, 'names no level or version of the standard'",
  })
  void aLevelOrVersionThatThereIsNotNeverPasses(String assignment, int code, String message)
      throws IOException {
    Bench.Ran ran =
        check(manifest("v1", "Pod", "").replace("privileged: true", "{}"), "--set", assignment);
    assertThat(ran.code()).isEqualTo(code);
    assertThat((ran.out() + ran.err()).replaceAll("\\s+", " ")).contains(message);
  }

  private static String version() {
    String listed = new Bench().runReal("policy", "list", "--format", "json").out();
    return StrictJson.parse(listed.getBytes(StandardCharsets.UTF_8)).findParents("digest").stream()
        .filter(bundle -> bundle.path("name").asText().equals("kubernetes"))
        .findFirst()
        .orElseThrow()
        .path("version")
        .asText();
  }

  private JsonNode onlyFinding(String manifest, String... more) throws IOException {
    Bench.Ran ran =
        check(
            manifest,
            Stream.concat(Stream.of(more), Stream.of("--format", "json")).toArray(String[]::new));
    assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(1);
    JsonNode verdict = StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8));
    JsonNode findings = verdict.path("controls").path(0).path("findings");
    assertThat(findings).hasSize(1);
    return findings.path(0);
  }

  private Bench.Ran check(String manifest, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), manifest);
    Object[] args = new Object[more.length + 4];
    args[0] = "check";
    args[1] = file;
    args[2] = "--only";
    args[3] = "K8S-09";
    System.arraycopy(more, 0, args, 4, more.length);
    return new Bench().runReal(args);
  }

  private static String manifest(String apiVersion, String kind, String holders) {
    StringBuilder text = new StringBuilder();
    text.append("apiVersion: %s\nkind: %s\nmetadata:\n  name: x\n".formatted(apiVersion, kind));
    String indent = "";
    for (String holder : holders.isEmpty() ? new String[0] : holders.split(" ", -1)) {
      text.append(indent).append(holder).append(":\n");
      indent += "  ";
    }
    return text.append(POD.indent(indent.length())).toString();
  }

  private static String indented(String text) {
    return text.indent(2).strip() + "\n";
  }
}
