package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a control ended as it did, by the real policies. */
final class ExplainTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: harbor}
      spec:
        securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
        containers:
        - name: web
          image: web
          securityContext:
            privileged: %s
            allowPrivilegeEscalation: false
            capabilities: {drop: [ALL]}
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void aFindingIsExplained() throws IOException {
    Bench.Ran ran = new Bench().runReal("explain", "K8S-09", pod("true"));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("K8S-09 fail  Pods meet the Pod Security Standard")
        .contains("seaworthy/kubernetes/k8s_09/findings, in bundle kubernetes")
        .contains("a.yaml:1:1  Pod harbor/web  kubernetes/workload  sha256:")
        .contains("FINDING 1 of 1: container `web` is privileged")
        .contains("a.yaml:10:7")
        .contains("Privileged Containers: {role} `{name}` is privileged")
        .contains("looked at  manifest =")
        .contains("looked at  parameters.pod_security_level = \"baseline\"")
        .contains(
            "change     remove manifest.spec.containers[0].securityContext.privileged, which is"
                + " true");
  }

  /** What the change promises is held to what `check` then says. */
  @Test
  void theChangeThatIsNamedMendsIt() throws IOException {
    JsonNode reason = explained("K8S-09", pod("true")).path("reasons").path(0);
    JsonNode edits = reason.path("change").path("edits");
    assertThat(edits).hasSize(1);
    assertThat(edits.path(0).path("path").asText())
        .isEqualTo("/manifest/spec/containers/0/securityContext/privileged");
    assertThat(edits.path(0).path("before").asBoolean()).isTrue();
    assertThat(reason.path("change").path("findingsLeft").asInt()).isZero();
    assertThat(reason.path("looked").findValuesAsText("path"))
        .contains("/manifest", "/parameters/pod_security_level");
    assertThat(new Bench().runReal("explain", "K8S-09", pod("false")).code()).isZero();
  }

  @Test
  void thePageSaysWhatDecidedItAndWhatWouldChangeIt() throws IOException {
    Bench.Ran ran = new Bench().runReal("explain", "K8S-09", pod("true"), "--format", "html");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("<!doctype html>")
        .endsWith("</html>\n")
        .contains("<h4>What decided it</h4>")
        .contains("<li><code>parameters.pod_security_level = &quot;baseline&quot;")
        .contains(
            "remove manifest.spec.containers[0].securityContext.privileged, which is true of Pod"
                + " harbor/web")
        .containsPattern("<td class=\"key\">sha256:[0-9a-f]{64}</td>");
  }

  @ParameterizedTest(name = "as {0}")
  @ValueSource(strings = {"table", "json", "html"})
  void aPasswordInAManifestIsInNoExplanation(String format) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("secret.yaml"),
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec:
              containers:
              - name: web
                image: registry.example/web:1
                env:
                - {name: DB_PASSWORD, value: Kr4ken-of-the-deep}
            """);
    Bench.Ran ran = new Bench().runReal("explain", "K8S-07", file, "--format", format);
    assertThat(ran.out()).contains("DB_PASSWORD").doesNotContain("Kr4ken");
  }

  @Test
  void whatPassesSaysWhatWouldFail() throws IOException {
    Bench.Ran ran = new Bench().runReal("explain", "K8S-09", pod("false"));
    assertThat(ran.out())
        .contains("K8S-09 pass")
        .contains("NO FINDING")
        .contains("Privileged Containers: {role} `{name}` is privileged");
  }

  @Test
  void whatIsUnknownSaysWhy() throws IOException {
    pod("false");
    Files.writeString(folder.resolve("broken.yaml"), "a: [b");
    Bench.Ran ran = new Bench().runReal("explain", "K8S-09", folder);
    assertThat(ran.out()).contains("K8S-09 unknown").contains("UNKNOWN").contains("broken.yaml");
    assertThat(ran.code()).isEqualTo(2);
  }

  /** What is missing from the evidence is not to be mended by changing what is there. */
  @Test
  void whereNoChangeHelpsThatIsSaid() throws IOException {
    Bench.Ran ran = new Bench().runReal("explain", "K8S-01", pod("true"));
    assertThat(ran.out())
        .contains("NOT DECIDED 1 of 1: the evidence holds no Node")
        .contains("change     none found, of ");
    assertThat(ran.code()).isEqualTo(2);
  }

  /** The policy took the whole content; its parts are tried all the same. */
  @Test
  void aChangeIsFoundInsideOfWhatWasTakenAsAWhole() throws IOException {
    JsonNode reasons = explained("NET-01", pod("true")).path("reasons");
    assertThat(reasons).hasSize(2);
    assertThat(reasons.path(0).path("change").path("edits").path(0).path("path").asText())
        .isEqualTo("/defaultDenyEgress");
    assertThat(reasons.path(0).path("change").path("findingsLeft").asInt()).isEqualTo(1);
  }

  @Test
  void anEvidenceBundleIsExplainedFromItself() throws IOException {
    Path key = folder.resolve("key.pem");
    assertThat(new Bench().run("keys", "generate", "-o", key).code()).isZero();
    Path bundle = folder.resolve("evidence.zip");
    new Bench().runReal("audit", "bundle", pod("true"), "--key", key, "-o", bundle);
    Bench.Ran ran =
        new Bench().runReal("explain", "K8S-09", bundle, "--key", folder.resolve("key.pub"));
    assertThat(ran.out()).contains("FINDING 1 of 1: container `web` is privileged");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(new Bench().run("keys", "generate", "-o", folder.resolve("o.pem")).code()).isZero();
    Bench.Ran refused =
        new Bench().runReal("explain", "K8S-09", bundle, "--key", folder.resolve("o.pub"));
    assertThat(refused.err()).contains("NOT AUTHENTIC: nothing was explained");
    assertThat(refused.out()).isEmpty();
    assertThat(refused.code()).isEqualTo(1);
  }

  @ParameterizedTest(name = "explain {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "K8S-99 PATH               | no bundle has a control `K8S-99`",
        "K8S-09                    | missing required parameter: PATH",
        "K8S-09 PATH --only K8S-01 | leave out --only",
        "K8S-09 PATH --key no.pub  | there is no such file",
        "                          | CONTROL",
      })
  void badUsageSaysWhatIsWrong(String words, String message) throws IOException {
    String path = pod("true").toString();
    Object[] args = ("explain " + (words == null ? "" : words)).replace("PATH", path).split(" +");
    Bench.Ran ran = new Bench().runReal(args);
    assertThat(ran.err()).contains(message);
    assertThat(ran.code()).isEqualTo(3);
  }

  private JsonNode explained(String control, Path path) {
    Bench.Ran ran = new Bench().runReal("explain", control, path, "--format", "json");
    return StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8))
        .path("explanations")
        .path(0);
  }

  private Path pod(String privileged) throws IOException {
    return Files.writeString(folder.resolve("a.yaml"), POD.formatted(privileged));
  }
}
