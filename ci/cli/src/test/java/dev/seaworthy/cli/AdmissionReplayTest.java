package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reviews are answered by the real controls. */
final class AdmissionReplayTest {
  private static final String PRIVILEGED = pod("true");
  private static final String PLAIN = pod("false");
  private static final String ONLY_K8S_09 = "default: audit\ncontrols: {K8S-09: %s}\n";

  @TempDir Path folder = Path.of("");

  @Test
  void enforceRefusesWithControlFindingAndVerdict() throws IOException {
    Bench.Ran ran = replay("enforce", create(PRIVILEGED));
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(ran.out())
        .contains("\"allowed\":false", "K8S-09: ", "; mend: ", "(verdict ", "\"uid\":\"u-1\"")
        .contains("\"bundle.kubernetes\":\"sha256:", "\"result\":\"fail\"");
  }

  @Test
  void warnAllowsAndWarns() throws IOException {
    Bench.Ran ran = replay("warn", create(PRIVILEGED));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("\"allowed\":true", "\"warnings\":[\"K8S-09: ");
  }

  @Test
  void auditAllowsAndTellsTheAuditLogAlone() throws IOException {
    Bench.Ran ran = replay("audit", create(PRIVILEGED));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("\"findings\":\"", "\"result\":\"fail\"");
    assertThat(ran.out()).doesNotContain("\"warnings\":[\"K8S-09");
  }

  @Test
  void aControlThatNeedsMoreThanTheObjectIsUnknown() throws IOException {
    assertThat(replay("audit", create(PLAIN)).out())
        .contains("\"controls-not-judged\":\"K8S-01,K8S-02,", "\"result\":\"unknown\"")
        .doesNotContain("\"warnings\"");
  }

  @Test
  void whatIsUnknownWarnsWhereFindingsWould() throws IOException {
    Bench.Ran ran = run("default: warn", create(PLAIN));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("\"K8S-01, K8S-02,", "the object alone does not tell");
  }

  @Test
  void whatIsUnknownRefusesWhereThatIsAsked() throws IOException {
    Bench.Ran ran = run("unknown: enforce", create(PLAIN));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("K8S-12 are unknown: the object alone does not tell; mend: ");
  }

  @Test
  void anUpdateIsNotRefusedForWhatWasWrongBefore() throws IOException {
    Bench.Ran ran = replay("enforce", update(PRIVILEGED, PRIVILEGED));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("\"result\":\"fail\"");
  }

  @Test
  void anUpdateIsRefusedForWhatItBringsAnew() throws IOException {
    assertThat(replay("enforce", update(PRIVILEGED, PLAIN)).code()).isEqualTo(1);
  }

  @Test
  void ephemeralContainersAreJudged() throws IOException {
    String review = update(PRIVILEGED, PLAIN);
    assertThat(replay("enforce", with(review, "subResource", "ephemeralcontainers")).code())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scale", "status"})
  void someSubresourcesAreNotJudgedAndSaySo(String subresource) throws IOException {
    Bench.Ran ran = replay("enforce", with(update(PRIVILEGED, PLAIN), "subResource", subresource));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("\"result\":\"not-judged\"", "subresource `" + subresource);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "CONNECT"})
  void whatStoresNothingIsAllowedAsNotJudged(String operation) throws IOException {
    Bench.Ran ran = replay("enforce", review(operation, "null", "null"));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("\"result\":\"not-judged\"");
  }

  @Test
  void anObjectThatCannotBeJudgedWarns() throws IOException {
    Bench.Ran ran = replay("enforce", create(PLAIN.replace("\"image\":\"a:1\",", "")));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("\"warnings\":[\"", " is unknown: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"apiVersion\":\"admission.k8s.io/v1beta1\",\"kind\":\"AdmissionReview\"}",
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"}",
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":"
            + "{\"uid\":\"u\",\"operation\":\"CREATE\"}}"
      })
  void aMalformedReviewIsAProblemWithAFix(String review) throws IOException {
    Bench.Ran ran = replay("enforce", review);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("error: ", "mend: send an AdmissionReview");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "controls: {K8S-99: warn}",
        "unknown: maybe",
        "modes: {}",
        "namespaces: {a: {unknown: warn}}",
        "default: warn\ndefault: audit",
        "[]"
      })
  void anUnknownSettingIsRefused(String config) throws IOException {
    Bench.Ran ran = run(config, create(PLAIN));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("the configuration ", "docs/reference/admission.md");
  }

  @Test
  void aNamespaceOverridesTheRest() throws IOException {
    String config = "default: enforce\nnamespaces: {shop: {default: audit}}\n";
    assertThat(run(config, create(PRIVILEGED)).code()).isZero();
  }

  private Bench.Ran replay(String mode, String review) throws IOException {
    return run(ONLY_K8S_09.formatted(mode), review);
  }

  private Bench.Ran run(String config, String review) throws IOException {
    Path modes = Files.writeString(folder.resolve("modes.yaml"), config);
    Path file = Files.writeString(folder.resolve("review.json"), review);
    return new Bench()
        .runReal("admission", "replay", file, "--config", modes, "--bundle", "kubernetes");
  }

  private static String create(String object) {
    return review("CREATE", object, "null");
  }

  private static String update(String object, String old) {
    return review("UPDATE", object, old);
  }

  private static String review(String operation, String object, String old) {
    return """
    {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u-1",\
    "operation":"%s","namespace":"shop","object":%s,"oldObject":%s}}\
    """
        .formatted(operation, object, old);
  }

  private static String with(String review, String key, String value) {
    return review.replace("\"uid\"", "\"%s\":\"%s\",\"uid\"".formatted(key, value));
  }

  private static String pod(String privileged) {
    return """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"},"spec":\
    {"containers":[{"name":"web","image":"a:1","securityContext":{"privileged":%s,\
    "allowPrivilegeEscalation":true}}]}}\
    """
        .formatted(privileged);
  }
}
