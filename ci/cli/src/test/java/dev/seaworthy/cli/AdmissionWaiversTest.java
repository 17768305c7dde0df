package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signed waivers from their file to the answer. */
final class AdmissionWaiversTest {
  private static final String WAIVERS =
      """
      apiVersion: seaworthy.dev/v1
      kind: Waivers
      waivers:
        - {control: K8S-09, subject: {kind: Pod, namespace: shop, name: web}, owner: web-team,
           reason: until the driver is gone, expires: 2027-01-01}
      """;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    new Bench().run("keys", "generate", "-o", folder.resolve("key.pem"));
    Files.createDirectory(folder.resolve("waivers"));
    Files.writeString(folder.resolve("review.json"), REVIEW);
    Files.writeString(folder.resolve("modes.yaml"), "default: audit\ncontrols: {K8S-09: enforce}");
  }

  @Test
  void aSignedWaiverCoversWhatItNames() throws IOException {
    sign("web.yaml", WAIVERS);
    Bench.Ran ran = replay();
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("\"allowed\":true", "waived by web-team until 2027-01-01T00:00:00Z: until the");
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-01, 2026-11-01, expired at 2026-11-01T00:00:00Z",
    "name: web, name: db, covered nothing",
    "K8S-09, IMG-01, names no control of the bundles in force"
  })
  void oneThatDoesNothingIsTold(String text, String other, String told) throws IOException {
    sign("web.yaml", WAIVERS.replace(text, other));
    Bench.Ran ran = replay();
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("warning: the waiver of `", told);
  }

  @Test
  void aFileThatChangedSinceIsRefused() throws IOException {
    sign("web.yaml", WAIVERS);
    Files.writeString(folder.resolve("waivers/web.yaml"), WAIVERS.replace("namespace: shop, ", ""));
    refused("is not signed by a key that is trusted for waivers");
  }

  @Test
  void aFileOfAnotherKeyIsRefused() throws IOException {
    sign("web.yaml", WAIVERS);
    new Bench().run("keys", "generate", "--force", "-o", folder.resolve("key.pem"));
    refused("is not signed by a key that is trusted for waivers");
  }

  @Test
  void aSignatureOfAnotherFileIsRefused() throws IOException {
    sign("web.yaml", WAIVERS);
    sign("db.yaml", WAIVERS.replace("web", "db"));
    Files.copy(
        folder.resolve("waivers/web.yaml.sig"),
        folder.resolve("waivers/db.yaml.sig"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    refused("db.yaml` is not signed");
  }

  @Test
  void aFileWithoutSignatureSpoilsAll() throws IOException {
    sign("web.yaml", WAIVERS);
    Files.writeString(folder.resolve("waivers/db.yaml"), WAIVERS);
    refused("has no signature `db.yaml.sig` beside it");
  }

  @Test
  void somethingElseInTheFolderIsRefused() throws IOException {
    Files.writeString(folder.resolve("waivers/notes.txt"), "x");
    refused("notes.txt` is no file of waivers");
  }

  @Test
  void whatIsHiddenIsPassedOver() throws IOException {
    sign("web.yaml", WAIVERS);
    Files.createDirectory(folder.resolve("waivers/..2026_11_29"));
    assertThat(replay().code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "owner: web-team, | owner: 7, | must be text",
        "expires: 2027-01-01 | expires: never | is neither a day nor a time",
        "kind: Waivers | kind: Release | write `kind: Waivers`",
        "control: K8S-09 | controls: K8S-09 | unknown key `controls`",
        "waivers: | waiver: | unknown key `waiver`"
      })
  void aFileAtFaultIsNotSigned(String text, String fault, String message) throws IOException {
    Bench.Ran ran = sign("web.yaml", WAIVERS.replace(text, fault));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("web.yaml:", message);
    assertThat(folder.resolve("waivers/web.yaml.sig")).doesNotExist();
  }

  @Test
  void aFolderWithoutKeyIsRefused() {
    Bench.Ran ran =
        new Bench()
            .runReal(
                "admission",
                "replay",
                folder.resolve("review.json"),
                "--waivers",
                folder.resolve("waivers"));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("--waivers and --waiver-key go together");
  }

  private void refused(String message) {
    Bench.Ran ran = replay();
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(message);
  }

  private Bench.Ran sign(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("waivers").resolve(name), text);
    return new Bench().run("admission", "sign-waivers", file, "--key", folder.resolve("key.pem"));
  }

  private Bench.Ran replay() {
    return new Bench()
        .runReal(
            "admission",
            "replay",
            folder.resolve("review.json"),
            "--bundle",
            "kubernetes",
            "--config",
            folder.resolve("modes.yaml"),
            "--waivers",
            folder.resolve("waivers"),
            "--waiver-key",
            folder.resolve("key.pub"));
  }

  private static final String REVIEW =
      """
      {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u-1",\
      "kind":{"group":"","version":"v1","kind":"Pod"},"operation":"CREATE","namespace":"shop",\
      "object":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"},\
      "spec":{"containers":[{"name":"web","image":"a:1","securityContext":{"privileged":true}}]}}}}
      """;
}
