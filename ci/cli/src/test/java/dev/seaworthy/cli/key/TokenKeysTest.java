package dev.seaworthy.cli.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys on a real token; `ci/components/softhsm.sh` makes one. */
class TokenKeysTest {
  private static final String LIBRARY = System.getenv().getOrDefault("SEAWORTHY_TEST_PKCS11", "");
  private static final String PIN = System.getenv().getOrDefault("SEAWORTHY_TEST_PIN", "");

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void needToken() throws IOException {
    assumeTrue(!LIBRARY.isEmpty(), "no token: run by `ci/components/softhsm.sh`");
    Files.writeString(
        folder.resolve("good.yaml"),
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good, namespace: ns}\n");
  }

  @Test
  void aBundleIsSealedByATokenAndVerified() throws IOException {
    Bench.Ran shown = new Bench().run("keys", "show", uri("seaworthy", "release"), "--pem");
    assertThat(shown.err()).isEmpty();
    Files.writeString(folder.resolve("release.pub"), shown.out());
    Bench.Ran sealed = bundle(uri("seaworthy", "release"));
    // There is nothing that the control judges, which is unknown; sealed it is.
    assertThat(sealed.code()).as(sealed.err()).isEqualTo(2);
    Bench.Ran verified =
        new Bench()
            .runReal("verify", folder.resolve("evidence"), "--key", folder.resolve("release.pub"));
    assertThat(verified.out()).doesNotContain("NOT AUTHENTIC");
    assertThat(verified.code()).as(verified.out()).isZero();
  }

  @ParameterizedTest(name = "key {1} of token {0}: {2}")
  @CsvSource({
    "stranger, release, there is no token `stranger`",
    "seaworthy, stranger, there is no private key `stranger`",
    "seaworthy, rsa, not ECDSA on P-256 but RSA",
    "other, release, there is no private key `release`"
  })
  void whatIsNotThereIsRefused(String token, String object, String why) {
    Bench.Ran ran = bundle(uri(token, object));
    assertThat(ran.err()).contains(why);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(folder.resolve("evidence")).doesNotExist();
  }

  /** In a process of its own: a token asks for no PIN where the process gave it already. */
  @Test
  void aWrongPinIsSaidAndNotShown() throws Exception {
    Path wrong = secret("99887766");
    Programs.Ran ran =
        new Programs(folder, "")
            .seaworthy("keys", "show", uri("seaworthy", "release", wrong.toString()));
    assertThat(ran.output()).contains("its PIN is wrong").doesNotContain("99887766");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void aPinInAnArgumentIsRefusedAndNotRepeated() {
    Bench.Ran ran =
        bundle(
            "pkcs11:token=seaworthy;object=release?module-path=" + LIBRARY + "&pin-value=99887766");
    assertThat(ran.err()).contains("a PIN was given as an argument").doesNotContain("99887766");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void noOutputHoldsThePin() throws IOException {
    String pin = Files.readString(Path.of(PIN)).strip();
    List<Bench.Ran> all = new ArrayList<>();
    all.add(bundle(uri("seaworthy", "release")));
    all.add(bundle(uri("seaworthy", "stranger")));
    all.add(new Bench().run("keys", "show", uri("seaworthy", "release")));
    assertThat(all).allSatisfy(ran -> assertThat(ran.out() + ran.err()).doesNotContain(pin));
  }

  private Bench.Ran bundle(String key) {
    return new Bench()
        .runReal(
            "audit",
            "bundle",
            folder.resolve("good.yaml"),
            "--bundle",
            "kubernetes",
            "--only",
            "K8S-09",
            "--key",
            key,
            "-o",
            folder.resolve("evidence"));
  }

  private Path secret(String text) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve("secret"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  private static String uri(String token, String object) {
    return uri(token, object, PIN);
  }

  private static String uri(String token, String object, String pin) {
    return "pkcs11:token=%s;object=%s?module-path=%s&pin-source=file:%s"
        .formatted(token, object, LIBRARY, pin);
  }
}
