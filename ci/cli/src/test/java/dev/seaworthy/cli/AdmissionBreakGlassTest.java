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

/** Tokens from the command that makes them to the answer that they change. */
final class AdmissionBreakGlassTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void makeKey() {
    new Bench().run("keys", "generate", "-o", folder.resolve("glass.pem"));
  }

  @Test
  void aTokenThatWasJustSignedLetsItsRequestThrough() throws IOException {
    Bench.Ran made = made("--minutes", "30");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).startsWith("admission.seaworthy.dev/break-glass: v1.");
    assertThat(made.err()).contains("it holds until ");
    Bench.Ran ran = replay(token(made));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("\"allowed\":true", "\"result\":\"fail\"", "\"break-glass\":\"opened\"");
  }

  @Test
  void withoutOneItIsRefused() throws IOException {
    assertThat(replay("").code()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"--minutes, 0", "--minutes, 1441", "--reason, why", "--kind, '*'", "--user, ''"})
  void termsThatNobodyShouldSignAreRefused(String option, String value) {
    assertThat(made(option, value).code()).isEqualTo(3);
    assertThat(made(option, value).out()).isEmpty();
  }

  @Test
  void aFileThatIsNoPublicKeyIsNamed() throws IOException {
    Files.writeString(folder.resolve("glass.pub"), "no key");
    Bench.Ran ran = replay("");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("glass.pub` cannot be used", "of who signs tokens");
  }

  private Bench.Ran made(String option, String value) {
    return new Bench()
        .run(
            "admission",
            "break-glass",
            "new",
            "--key",
            folder.resolve("glass.pem"),
            "--namespace",
            "shop",
            option.equals("--kind") ? "--kind=" + value : "--kind=Pod",
            "--name",
            "we*",
            option.equals("--user") ? "--user=" + value : "--user=alice",
            option.equals("--reason") ? "--reason=" + value : "--reason=INC-1042: hotfix",
            option.equals("--minutes") ? "--minutes=" + value : "--minutes=60");
  }

  private static String token(Bench.Ran made) {
    return made.out().strip().substring("admission.seaworthy.dev/break-glass: ".length());
  }

  private Bench.Ran replay(String token) throws IOException {
    Path file = Files.writeString(folder.resolve("review.json"), review(token));
    return new Bench()
        .runReal(
            "admission",
            "replay",
            file,
            "--bundle",
            "kubernetes",
            "--break-glass-key",
            folder.resolve("glass.pub"));
  }

  private static String review(String token) {
    return """
    {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u-1",\
    "kind":{"group":"","version":"v1","kind":"Pod"},"operation":"CREATE","namespace":"shop",\
    "userInfo":{"username":"alice"},"object":{"apiVersion":"v1","kind":"Pod","metadata":\
    {"name":"web","namespace":"shop","annotations":{"admission.seaworthy.dev/break-glass":"%s"}},\
    "spec":{"containers":[{"name":"web","image":"a:1","securityContext":{"privileged":true}}]}}}}\
    """
        .formatted(token);
  }
}
