package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.cli.Programs.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real API server asks the webhook, which runs in a Java of its own. {@code
 * ci/components/kubernetes.sh} starts the API server; kubectl and openssl are on the PATH.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdmissionLiveTest {
  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MODES =
      """
      default: audit
      controls: {K8S-09: enforce}
      namespaces:
        sandbox:
          controls: {K8S-09: warn}
      """;

  private Path folder = Path.of("");
  private Programs programs = new Programs(folder, "");
  private final List<Process> servers = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    folder = temp;
    String file = System.getenv(KUBECONFIG);
    assumeTrue(file != null, "no $" + KUBECONFIG + ": run ci/components/kubernetes.sh");
    programs = new Programs(folder, String.valueOf(file));
    for (String namespace : List.of("shop", "sandbox")) {
      kubectl("", "create", "namespace", namespace);
    }
    kubectl(pod("old", "shop", true), "apply", "-f", "-");
    programs.certify();
    Files.writeString(folder.resolve("modes.yaml"), MODES);
    Process server = serve();
    servers.add(server);
    programs.register(Programs.address(server), "--fail-closed");
    awaitRefusal();
  }

  @AfterAll
  void stop() throws Exception {
    for (Process server : servers) {
      kubectl("", "delete", "validatingwebhookconfiguration", "seaworthy");
      server.destroy();
      assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aPrivilegedPodIsDeniedWithItsRemedy() throws Exception {
    Ran ran = kubectl(pod("bad", "shop", true), "apply", "-f", "-");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.output())
        .contains("admission webhook \"admission.seaworthy.dev\" denied the request: K8S-09: ")
        .contains("; mend: ", "(verdict ");
  }

  @Test
  void anOrdinaryPodIsAdmitted() throws Exception {
    assertThat(kubectl(pod("good", "shop", false), "apply", "-f", "-").code()).isZero();
  }

  @Test
  void aNamespaceThatWarnsAdmitsAndWarns() throws Exception {
    Ran ran = kubectl(pod("bad", "sandbox", true), "apply", "-f", "-");
    assertThat(ran.code()).as(ran.output()).isZero();
    assertThat(ran.output()).contains("Warning: K8S-09: ", "pod/bad created");
  }

  @Test
  void aDryRunIsJudgedAndStoresNothing() throws Exception {
    Ran dry = kubectl(pod("dry", "sandbox", true), "apply", "--dry-run=server", "-f", "-");
    assertThat(dry.output()).contains("Warning: K8S-09: ", "pod/dry created (server dry run)");
    assertThat(kubectl("", "get", "pod", "dry", "-n", "sandbox").output()).contains("NotFound");
  }

  @Test
  void whatWasWrongBeforeTheWebhookCameCanStillBeChanged() throws Exception {
    Ran ran = kubectl("", "label", "pod", "old", "-n", "shop", "tier=web");
    assertThat(ran.output()).contains("pod/old labeled");
  }

  @Test
  void anEphemeralContainerIsJudged() throws Exception {
    kubectl(pod("host", "shop", false), "apply", "-f", "-");
    String patch =
        "{\"spec\":{\"ephemeralContainers\":[{\"name\":\"spy\",\"image\":\"a:1\","
            + "\"securityContext\":{\"privileged\":true}}]}}";
    Ran ran =
        kubectl(
            "",
            "patch",
            "pod",
            "host",
            "-n",
            "shop",
            "--subresource=ephemeralcontainers",
            "-p",
            patch);
    assertThat(ran.output()).contains("denied the request: K8S-09: ", "`spy`");
  }

  @Test
  void aDeletionIsAdmitted() throws Exception {
    kubectl(pod("gone", "sandbox", true), "apply", "-f", "-");
    assertThat(kubectl("", "delete", "pod", "gone", "-n", "sandbox", "--force").code()).isZero();
  }

  private void awaitRefusal() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Ran ran = new Ran(0, "");
    while (ran.code() == 0 && System.nanoTime() < end) {
      Thread.sleep(200);
      ran = kubectl(pod("probe", "shop", true), "apply", "--dry-run=server", "-f", "-");
    }
    assertThat(ran.output()).contains("denied the request");
  }

  private Process serve() throws IOException {
    return programs.serving(
        "decisions.log",
        "admission",
        "serve",
        "--certificate",
        "tls.crt",
        "--key",
        "tls.key",
        "--port",
        "0",
        "--config",
        "modes.yaml",
        "--bundle",
        "kubernetes",
        "--drain-seconds",
        "0");
  }

  private Ran kubectl(String stdin, String... args) throws Exception {
    return programs.kubectl(stdin, args);
  }

  private static String pod(String name, String namespace, boolean privileged) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, namespace: %s}
    spec:
      containers:
        - {name: main, image: "a:1", securityContext: {privileged: %s}}
    """
        .formatted(name, namespace, privileged);
  }
}
