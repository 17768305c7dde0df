package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two evidence bundles, and what made the later verdict another one. */
final class AuditDiffTest {
  private static final String RESTRICTED = "pod_security_level=restricted";
  private static final String NIGHT = "2026-03-01T00:00:00Z";

  @TempDir Path folder = Path.of("");

  private Path key = Path.of("");
  private Path publicKey = Path.of("");

  @BeforeEach
  void makeKey() {
    key = folder.resolve("key.pem");
    publicKey = folder.resolve("key.pub");
    assertThat(new Bench().run("keys", "generate", "-o", key).code()).isZero();
  }

  @Test
  void theSameTwiceDiffersInNothing() throws IOException {
    Path one = bundle("one", release("", ""));
    Bench.Ran ran = diff(one, one);
    assertThat(ran.out()).contains("differs in  nothing", "0 newly failing, 0 fixed");
    assertThat(ran.code()).isZero();
  }

  @Test
  void theEvidenceBroughtAFinding() throws IOException {
    Path before = bundle("before", release("", ""));
    Path after = bundle("after", release("securityContext: {privileged: true}", ""));
    JsonNode change = json(before, after);
    assertThat(change.path("differing")).hasToString("[\"evidence\"]");
    assertThat(causes(change.path("introduced"))).contains("K8S-09 [\"evidence\"]");
    assertThat(change.path("evidence").findValuesAsText("name"))
        .contains("kubernetes/workload Pod harbor/web");
    Bench.Ran back = diff(/* before= */ after, /* after= */ before);
    assertThat(back.out()).contains("FIXED", "Pod harbor/web  by the evidence");
    assertThat(back.code()).isZero();
  }

  @Test
  void thePolicyBroughtAFindingAndTheEvidenceAnother() throws IOException {
    Path before = bundle("before", release("", ""));
    Path after =
        bundle(
            "after",
            release("ports: [{containerPort: 80, hostPort: 80}]", ""),
            "--set",
            RESTRICTED);
    JsonNode change = json(before, after);
    assertThat(change.path("differing")).hasToString("[\"evidence\",\"policy\"]");
    assertThat(causes(change.path("introduced")))
        .contains("K8S-09 [\"policy\"]", "K8S-09 [\"evidence\"]");
    assertThat(change.path("parameters").toString())
        .contains("kubernetes.pod_security_level", "restricted");
    Bench.Ran table = diff(before, after);
    assertThat(table.out())
        .contains("NEWLY FAILING", "by the policy", "by the evidence", "pod_security_level");
    assertThat(table.code()).isEqualTo(1);
  }

  @Test
  void aFindingThatNeedsBothHasBothForCauses() throws IOException {
    String rooted = "securityContext: {runAsUser: 0}";
    Path before = bundle("before", release("securityContext: {runAsUser: 7}", ""));
    Path after = bundle("after", release(rooted, ""), "--set", RESTRICTED);
    assertThat(causes(json(before, after).path("introduced")))
        .contains("K8S-09 [\"evidence\",\"policy\"]");
  }

  @Test
  void aWaiverFixesNothingButItsOwn() throws IOException {
    String waiver =
        """
        waivers:
        - control: K8S-09
          rule: Host Ports
          subject: {kind: Pod, namespace: harbor, name: web}
          owner: bosun
          reason: until the ingress stands
          expires: 2026-04-01
        """;
    String port = "ports: [{containerPort: 80, hostPort: 80}]";
    Path waived = bundle("waived", release(port, waiver));
    Path bare = bundle("bare", release(port, ""));
    JsonNode change = json(waived, bare);
    assertThat(change.path("differing")).hasToString("[\"waivers\"]");
    assertThat(change.path("introduced")).isNotEmpty();
    assertThat(causes(change.path("controls"))).contains("K8S-09 [\"waivers\"]");
  }

  @Test
  void whatIsNotAuthenticIsNotCompared() throws IOException {
    Path one = bundle("one", release("", ""));
    Path other = bundle("other", release("", ""));
    Files.writeString(other.resolve("data/coverage.json"), "{}");
    Bench.Ran ran = diff(one, other);
    assertThat(ran.err()).contains("CHANGED: `data/coverage.json`", "nothing was compared");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(1);
    assertThat(diff(one, folder.resolve("none")).err()).contains("there is no evidence bundle");
  }

  private static List<String> causes(JsonNode changes) {
    List<String> causes = new ArrayList<>();
    changes.forEach(
        change -> causes.add(change.path("control").asText() + " " + change.path("causes")));
    return causes;
  }

  private JsonNode json(Path before, Path after) {
    Bench.Ran ran = diff(before, after, "--format", "json");
    assertThat(ran.err()).isEmpty();
    return StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8));
  }

  private Bench.Ran diff(Path before, Path after, String... more) {
    return new Bench()
        .runReal(
            Stream.concat(
                    Stream.of("audit", "diff", before, after, "--key", publicKey, "--quiet"),
                    Stream.of(more))
                .toArray());
  }

  private Path bundle(String name, Path release, String... more) {
    Path bundle = folder.resolve(name);
    Bench.Ran ran =
        new Bench()
            .runReal(
                Stream.concat(
                        Stream.of(
                            "audit", "bundle", release, "--key", key, "-o", bundle, "--quiet"),
                        Stream.concat(Stream.of("--at", NIGHT), Stream.of(more)))
                    .toArray());
    assertThat(ran.err()).isEmpty();
    return bundle;
  }

  /** A release of one pod. */
  private Path release(String container, String waivers) throws IOException {
    Path place = Files.createTempDirectory(folder, "release");
    Files.writeString(
        place.resolve("pod.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: harbor}
        spec:
          containers:
          - name: web
            image: web
            %s
        """
            .formatted(container));
    return Files.writeString(
        place.resolve("release.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: Release
        candidate: {name: harbor, version: 1.0.0, digest: "sha256:%s"}
        environment: production
        architecture: dedicated
        evidence:
        - collector: kubernetes
          paths: [pod.yaml]
        bundles:
        - {name: kubernetes, version: %s}
        %s
        """
            .formatted("0".repeat(64), Committed.version("kubernetes"), waivers));
  }
}
