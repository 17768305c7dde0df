package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.cli.Programs.Ran;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real API server refuses by the webhook, whatever becomes of its certificate. The test is the
 * kubelet: it brings the Secret's files to the webhook, late. {@code ci/components/kubernetes.sh}
 * starts the API server; kubectl and openssl are on the PATH.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdmissionCertifyLiveTest {
  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final String POD =
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"bad","namespace":"quay"},"spec":\
      {"containers":[{"name":"main","image":"a:1","securityContext":{"privileged":true}}]}}\
      """;

  private Path folder = Path.of("");
  private Programs programs = new Programs(folder, "");
  private final List<Process> running = new ArrayList<>();

  @BeforeAll
  void prepare(@TempDir Path temp) throws Exception {
    folder = temp;
    String file = System.getenv(KUBECONFIG);
    assumeTrue(file != null, "no $" + KUBECONFIG + ": run ci/components/kubernetes.sh");
    programs = new Programs(folder, String.valueOf(file));
    programs.kubectl("", "create", "namespace", "quay");
    programs.certify();
    Files.writeString(folder.resolve("modes.yaml"), "controls: {K8S-09: enforce}\n");
  }

  @AfterAll
  void leave() throws Exception {
    if (running.isEmpty()) {
      return;
    }
    programs.kubectl("", "delete", "validatingwebhookconfiguration", "seaworthy");
    for (Process one : running) {
      one.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
    programs.kubectl("", "delete", "namespace", "quay", "--wait=false");
  }

  @Test
  void noRequestMeetsACertificateThatIsNotTrusted() throws Exception {
    assertThat(certify("--once").code()).isZero();
    kubelet();
    Process server = programs.serving("decisions.log", serve());
    running.add(server);
    // It names this machine by its address; the certificate has a name.
    programs.register(Programs.address(server).replace("127.0.0.1", "localhost"), "--fail-closed");
    running.add(
        programs.serving("certify.log", certifying("--every-seconds", "1", "--health-port", "0")));
    eventuallyDenied();
    String first = served();
    List<String> answers = new CopyOnWriteArrayList<>();
    AtomicBoolean asking = new AtomicBoolean(true);
    Thread load = new Thread(() -> ask(answers, asking));
    load.start();
    try {
      assertThat(certify("--once", "--renew").code()).isZero();
      kubeletIsLate();
      String second = served();
      assertThat(second).isNotEqualTo(first);
      programs.kubectl("", "delete", "secret", "webhook-tls", "-n", "quay");
      awaitSecret();
      kubeletIsLate();
      assertThat(served()).isNotEqualTo(second);
      programs.kubectl(
          "",
          "patch",
          "secret",
          "webhook-tls",
          "-n",
          "quay",
          "-p",
          "{\"data\":{\"tls.key\":\"AAAA\"}}");
      Thread.sleep(6_000);
      kubeletIsLate();
    } finally {
      asking.set(false);
      load.join();
    }
    assertThat(answers).hasSizeGreaterThan(20);
    assertThat(answers).allSatisfy(one -> assertThat(one).contains("denied the request: K8S-09"));
    assertThat(Files.readString(folder.resolve("certify.log")))
        .contains("certificate-issued", "there is no Secret", "the Secret cannot be used")
        .doesNotContain("PRIVATE");
    assertThat(health("/healthz")).isEqualTo("ok\n");
    assertThat(health("/readyz")).isEqualTo("ok\n");
  }

  @Test
  void aForeignSecretIsRefused() throws Exception {
    programs.kubectl(
        "", "create", "secret", "generic", "theirs", "-n", "quay", "--from-literal=a=b");
    Ran ran =
        programs.seaworthy(
            "admission",
            "certify",
            "--kubeconfig",
            programs.kubeconfig(),
            "--secret",
            "quay/theirs",
            "--webhook",
            "nobody",
            "--dns",
            "localhost",
            "--once");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.output()).contains("was not made by this program");
  }

  private String health(String path) throws Exception {
    Matcher port =
        Pattern.compile("port ([0-9]+)").matcher(Files.readString(folder.resolve("certify.log")));
    assertThat(port.find()).isTrue();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private String[] certifying(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "admission",
                "certify",
                "--kubeconfig",
                programs.kubeconfig(),
                "--secret",
                "quay/webhook-tls",
                "--webhook",
                "seaworthy",
                "--dns",
                "localhost",
                "--settle-seconds",
                "3"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Ran certify(String... more) throws Exception {
    return programs.seaworthy(certifying(more));
  }

  private static String[] serve() {
    return new String[] {
      "admission",
      "serve",
      "--certificate",
      "served.crt",
      "--key",
      "served.key",
      "--port",
      "0",
      "--config",
      "modes.yaml",
      "--bundle",
      "kubernetes",
      "--reload-seconds",
      "1"
    };
  }

  private void ask(List<String> answers, AtomicBoolean asking) {
    while (asking.get()) {
      try {
        answers.add(denial());
      } catch (Exception e) {
        answers.add(e.toString());
      }
    }
  }

  private String denial() throws Exception {
    return programs.kubectl(POD, "apply", "--dry-run=server", "-f", "-").output();
  }

  private void eventuallyDenied() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!denial().contains("denied the request: K8S-09")) {
      assertThat(System.nanoTime()).as(denial()).isLessThan(end);
      Thread.sleep(200);
    }
  }

  private void awaitSecret() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (programs.kubectl("", "get", "secret", "webhook-tls", "-n", "quay").code() != 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(200);
    }
  }

  /** Requests go on while the webhook still serves by what it had. */
  private void kubeletIsLate() throws Exception {
    Thread.sleep(3_000);
    kubelet();
    Thread.sleep(4_000);
  }

  private void kubelet() throws Exception {
    for (String part : List.of("crt", "key")) {
      Ran ran =
          programs.kubectl(
              "",
              "get",
              "secret",
              "webhook-tls",
              "-n",
              "quay",
              "-o",
              "jsonpath={.data.tls\\." + part + "}");
      Path next = folder.resolve("next");
      Files.write(
          next, Base64.getDecoder().decode(ran.output().getBytes(StandardCharsets.US_ASCII)));
      Files.move(next, folder.resolve("served." + part), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What the webhook has on its disk: a certificate's text tells it from others. */
  private String served() throws Exception {
    return Files.readString(folder.resolve("served.crt"));
  }
}
