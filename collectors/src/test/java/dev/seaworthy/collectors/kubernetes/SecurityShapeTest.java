package dev.seaworthy.collectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would hide something from the Pod Security Standards is told, and no evidence. */
class SecurityShapeTest {
  @TempDir Path temp = Path.of("");

  @ParameterizedTest(name = "pod: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "os: windows                                        | os",
        "securityContext: []                                | securityContext",
        "securityContext: {runAsUser: '0'}                  | securityContext.runAsUser",
        "securityContext: {sysctls: {name: a}}              | securityContext.sysctls",
        "securityContext: {sysctls: [~]}                    | securityContext.sysctls[0]",
        "securityContext: {sysctls: [{value: a}]}           | securityContext.sysctls[0].name",
        "securityContext: {appArmorProfile: Unconfined}     | securityContext.appArmorProfile",
        "securityContext: {windowsOptions: {hostProcess: 1}} | securityContext.windowsOptions.hostProcess",
      })
  void aFieldOfThePodHasItsType(String field, String path) {
    assertRefused("{containers: [{name: c, image: i}], " + field + "}", path);
  }

  @ParameterizedTest(name = "container: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "securityContext: {procMount: 5}                    | securityContext.procMount",
        "securityContext: {capabilities: {add: SYS_ADMIN}}  | securityContext.capabilities.add",
        "securityContext: {seLinuxOptions: {user: [root]}}  | securityContext.seLinuxOptions.user",
        "livenessProbe: {httpGet: 10.0.0.1}                 | livenessProbe.httpGet",
        "startupProbe: {tcpSocket: {host: [a]}}             | startupProbe.tcpSocket.host",
        "lifecycle: {preStop: [{httpGet: {host: a}}]}       | lifecycle.preStop",
        "lifecycle: [postStart]                             | lifecycle",
      })
  void aFieldOfAContainerHasItsType(String field, String path) {
    for (String list : new String[] {"initContainers", "ephemeralContainers"}) {
      String pod = "{containers: [{name: c, image: i}], " + list + ": [{name: d, image: i, %s}]}";
      assertRefused(pod.formatted(field), list + "[0]." + path);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "v1, PodTemplate, 'template: {metadata: {annotations: {a: 1}}, spec: POD}', template",
    "v1, ReplicationController, 'spec: {template: {metadata: {annotations: {a: 1}}, spec: POD}}', spec.template",
    "batch/v1, CronJob, 'spec: {jobTemplate: {spec: {template: {metadata: {annotations: {a: 1}}, spec: POD}}}}', spec.jobTemplate.spec.template",
  })
  void annotationsOfATemplateAreText(String apiVersion, String kind, String body, String template) {
    Snapshot snapshot =
        read(apiVersion, kind, body.replace("POD", "{containers: [{name: c, image: i}]}"));
    assertThat(messages(snapshot))
        .singleElement()
        .asString()
        .startsWith("`" + template + ".metadata.annotations` of");
  }

  @Test
  void whatTheServerTakesIsEvidence() {
    Snapshot snapshot =
        read(
            "v1",
            "Pod",
            """
            spec: {os: {name: linux}, securityContext: {sysctls: [{name: a}], runAsUser: 0},
              containers: [{name: c, image: i, livenessProbe: {httpGet: {host: }}, lifecycle: }]}
            """);
    assertThat(messages(snapshot)).isEmpty();
    assertThat(snapshot.ofKind("kubernetes/workload")).hasSize(1);
  }

  private void assertRefused(String pod, String path) {
    assertThat(messages(read("v1", "Pod", "spec: " + pod)))
        .singleElement()
        .asString()
        .startsWith("`spec." + path + "` of `Pod x` is not ");
  }

  private static List<String> messages(Snapshot snapshot) {
    return snapshot.gaps().stream()
        .filter(gap -> gap.problem().code().equals("INVALID_MANIFEST"))
        .map(gap -> gap.problem().message())
        .toList();
  }

  private Snapshot read(String apiVersion, String kind, String body) {
    String head = "apiVersion: %s\nkind: %s\nmetadata: {name: x}\n".formatted(apiVersion, kind);
    return Folder.at(temp).write("a.yaml", head + body + "\n").gather();
  }
}
