package dev.seaworthy.collectors.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What whoever takes over a pod finds in it, and where it lets them out. */
class PodPathsTest {
  @TempDir Path temp;

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}] | | name: s, key",
        "envFrom: [{secretRef: {name: s}}, {configMapRef: {name: c}}] | | name: s}",
        "volumeMounts: [{name: v, mountPath: /v}] | volumes: [{name: v, secret: {secretName: s}}] | secretName: s",
        "volumeMounts: [{name: v, mountPath: /v}] | volumes: [{name: v, projected: {sources: [{secret: {name: s}}, {secret: {name: t}}]}}] | name: s};name: t}",
        "volumeMounts: [{name: v, mountPath: /v}] | volumes: [{name: w, secret: {secretName: s}}, {name: v, emptyDir: {}}] | ",
        "env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: k}}}] | imagePullSecrets: [{name: s}] | ",
        "env: [] | initContainers: [{name: i, image: i, envFrom: [{secretRef: {name: s}}]}] | ",
        "env: [] | initContainers: [{name: i, image: i, restartPolicy: Always, envFrom: [{secretRef: {name: s}}]}] | name: s}",
      })
  void secretsOfRunningContainersAreHad(String container, String pod, String references) {
    String line = shop(container, pod).lines().skip(6).findFirst().orElseThrow();
    List<String> expected = new ArrayList<>();
    if (references != null) {
      for (String reference : Splitter.on(';').split(references)) {
        expected.add(
            "shop/web[Deployment] holds Secret %s (all.yaml:7:%d)"
                .formatted(
                    reference.replaceFirst(".*: ([a-z]).*", "$1"), line.indexOf(reference) + 1));
      }
    }
    assertThat(ends(paths(container, pod))).containsExactlyElementsOf(expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "securityContext: {privileged: true} | | container `c` is privileged",
        "securityContext: {privileged: false} | |",
        "securityContext: {capabilities: {add: [CAP_SYS_ADMIN]}} | | container `c` has the capability SYS_ADMIN",
        "securityContext: {capabilities: {add: [sys_admin]}} | hostUsers: false |",
        "securityContext: {capabilities: {add: [NET_ADMIN]}} | |",
        "securityContext: {capabilities: {add: [SYS_PTRACE]}} | |",
        "securityContext: {capabilities: {add: [SYS_PTRACE]}} | hostPID: true | container `c` has the capability SYS_PTRACE",
        "securityContext: {} | securityContext: {windowsOptions: {hostProcess: true}} | container `c` is a process of its node",
        "securityContext: {windowsOptions: {hostProcess: false}} | securityContext: {windowsOptions: {hostProcess: true}} |",
        "env: [] | initContainers: [{name: i, image: i, securityContext: {privileged: true}}] |",
      })
  void settingsLetContainersOut(String container, String pod, String what) {
    List<String> ends = ends(paths(container, pod));
    if (what == null) {
      assertThat(ends).isEmpty();
    } else {
      assertThat(ends)
          .singleElement()
          .asString()
          .startsWith("shop/web[Deployment] comes to its node: " + what + " (all.yaml:");
    }
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "/, '', true, /",
    "/run/docker.sock, '', true, /run/docker.sock",
    "//var/run/docker.sock/, '', true, /run/docker.sock",
    "/var/run, '', true, /run",
    "/var/lib/kubelet, '', true, /var/lib/kubelet",
    "/var/lib/kubelet/device-plugins, '', false, ",
    "/var/log, '', false, ",
    "/var/runner, '', false, ",
    "/etc, '', false, /etc",
    "/etc, '', true, /etc",
    "/etc/localtime, '', false, ",
    "/usr/bin, '', true, ",
    "/usr/bin, '', false, /usr/bin",
    "/, var/log, false, ",
    "/, etc/cron.d, false, /etc/cron.d",
    "/data, '', false, ",
  })
  void placesOfTheNodeLetContainersOut(String path, String subPath, boolean readOnly, String told) {
    List<String> ends =
        ends(
            paths(
                "volumeMounts: [{name: v, mountPath: /v, subPath: '%s', readOnly: %s}]"
                    .formatted(subPath, readOnly),
                "volumes: [{name: v, hostPath: {path: '%s'}}]".formatted(path)));
    assertThat(ends.toString().contains("comes to its node")).isEqualTo(told != null);
    if (told != null) {
      assertThat(ends.get(0)).contains("container `c` mounts `%s` of its node".formatted(told));
    }
  }

  @Test
  void confiningAPodEndsThePathToItsNode() {
    JsonNode search = search(paths("securityContext: {privileged: true}", ""));
    assertThat(search.path("cuts").toString())
        .contains("{\"kind\":\"confine-pod\",\"what\":\"shop/web[Deployment]\"}");
  }

  @Test
  void aPodThatCannotBeTakenOverGivesNothing() {
    Folder folder =
        Folder.at(temp)
            .write("all.yaml", shop("securityContext: {privileged: true}", ""))
            .write("scan.json", Shop.scan("r.example/web:1"));
    assertThat(ends(folder)).isEmpty();
  }

  private static String shop(String container, String pod) {
    return Shop.deployment(
                "web", "r.example/web:1", 8080, pod == null || pod.isEmpty() ? "" : pod + ", ")
            .replace("{name: c,", "{name: c, " + container + ",")
        + Shop.ingress("web");
  }

  private Folder paths(String container, String pod) {
    return Folder.at(temp)
        .write("all.yaml", shop(container, pod))
        .write("scan.json", Shop.scan("r.example/web:1", Shop.cve("CVE-1", "CRITICAL", "2")));
  }

  private static JsonNode content(Folder folder) {
    return folder.gather().ofKind("path/internet").stream()
        .map(Evidence::content)
        .findFirst()
        .orElseThrow()
        .node();
  }

  private static JsonNode search(Folder folder) {
    return content(folder).path("searches").get(0);
  }

  /** The last step to each thing that is reached. */
  private static List<String> ends(Folder folder) {
    JsonNode content = content(folder);
    List<String> ends = new ArrayList<>();
    for (JsonNode one : content.path("searches").get(0).path("reached")) {
      if (!content
          .path("nodes")
          .get(one.path("node").asInt())
          .path("kind")
          .asText()
          .equals("workload")) {
        JsonNode steps = one.path("steps");
        ends.add(content.path("steps").get(steps.get(steps.size() - 1).asInt()).asText());
      }
    }
    return ends;
  }
}
