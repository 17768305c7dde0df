package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From manifests to a bundle, and what an auditor does with it, by the real policies. */
final class EvidenceBundleTest {
  private static final String SECRET = "correct-horse-battery-staple";

  @TempDir Path folder = Path.of("");

  private Path publicKey = Path.of("");
  private Path bundle = Path.of("");

  @BeforeEach
  void makeBundle() throws IOException {
    Path key = folder.resolve("key.pem");
    publicKey = folder.resolve("key.pub");
    bundle = folder.resolve("evidence");
    assertThat(new Bench().run("keys", "generate", "-o", key).code()).isZero();
    Path manifests = Files.createDirectory(folder.resolve("manifests"));
    Files.writeString(
        manifests.resolve("a.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: harbor}
        spec:
          containers:
          - name: web
            image: web
            securityContext: {privileged: true}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: db, namespace: harbor}
        stringData: {password: %s}
        """
            .formatted(SECRET));
    Bench.Ran ran = new Bench().runReal(bundleArguments(bundle));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("the verdict is `fail`");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void theReportsNameTheSealThatTheyAreOf() throws IOException {
    String digest = Digest.of(Files.readAllBytes(bundle.resolve("data/verdict.seal"))).toString();
    assertThat(Files.readString(bundle.resolve("data/reports/verdict.html")))
        .contains("sealed by key <code>SHA256:")
        .contains("<code>" + digest + "</code>")
        .contains("What would change it:</strong> ");
  }

  @Test
  void aBundleIsMadeVerifiedAndReplayed() {
    Bench.Ran verified = new Bench().runReal("verify", bundle, "--key", publicKey);
    assertThat(verified.out())
        .contains("ok           authors")
        .contains("proves: the policies are those that judged")
        .contains("AUTHENTIC: sealed by the owner of the key")
        .contains("it says `fail`")
        .doesNotContain("FAILED", "not checked");
    assertThat(verified.code()).isZero();
    Bench.Ran replayed = new Bench().runReal("replay", bundle, "--key", publicKey);
    assertThat(replayed.out()).contains("REPLAYED: the same verdict, byte for byte");
    assertThat(replayed.code()).isZero();
    Bench.Ran json = new Bench().runReal("replay", bundle, "--key", publicKey, "--format", "json");
    assertThat(
            StrictJson.parse(json.out().getBytes(StandardCharsets.UTF_8))
                .path("identical")
                .asBoolean())
        .isTrue();
  }

  @Test
  void theVerdictIsThereForReading() throws IOException {
    assertThat(Files.readString(bundle.resolve("data/reports/verdict.html")))
        .contains("K8S-09", "Pod harbor/web")
        .doesNotContain(SECRET);
    Files.writeString(bundle.resolve("data/reports/verdict.html"), "<p>all is well</p>");
    refused("CHANGED: `data/reports/verdict.html`");
  }

  @Test
  void theReportIsAlsoJson() {
    Bench.Ran ran =
        new Bench()
            .runReal("verify", bundle, "--key", publicKey, "--format", "json", "--require", "pass");
    assertThat(
            StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8))
                .path("authentic")
                .asBoolean())
        .isTrue();
    assertThat(ran.err()).contains("REFUSED: the verdict is not `pass`");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void whatChangedOnDiskIsNamed() throws IOException {
    Files.writeString(bundle.resolve("data/coverage.json"), "{}");
    Files.writeString(bundle.resolve("data/more.txt"), "x");
    Bench.Ran ran = new Bench().runReal("verify", bundle, "--key", publicKey);
    assertThat(ran.out())
        .contains("CHANGED: `data/coverage.json`")
        .contains("UNLISTED: `data/more.txt`")
        .contains("NOT AUTHENTIC: do not rely on this bundle");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(new Bench().runReal("replay", bundle, "--key", publicKey).err())
        .contains("nothing was replayed");
  }

  @Test
  void whatIsNoPlainFileIsRefused() throws IOException {
    Files.createSymbolicLink(bundle.resolve("data/link"), Path.of("/etc/passwd"));
    refused("SYMLINK: `data/link`");
    Files.delete(bundle.resolve("data/link"));
    Files.createDirectory(bundle.resolve("data/empty"));
    refused("EMPTY_FOLDER: `data/empty`");
    Files.createDirectories(bundle.resolve("data/empty/b/c/d/e/f/g/h/i/j/k"));
    refused("TOO_DEEP");
  }

  @Test
  void aBundleOfAnotherReleaseIsRefusedWhereOneIsNamed() {
    Bench.Ran ran =
        new Bench()
            .runReal(
                "verify",
                bundle,
                "--key",
                publicKey,
                "--candidate",
                Digest.of(new byte[0]).toString());
    assertThat(ran.out()).contains("AUTHENTIC").contains("REFUSED: the verdict is about `sha256:");
    assertThat(ran.code()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"evidence.zip", "evidence.tar.gz"})
  void anArchiveIsVerifiedAndReplayedAsAFolderIs(String name) throws IOException {
    Path archive = folder.resolve(name);
    Bench.Ran made = new Bench().runReal(bundleArguments(archive));
    assertThat(made.code()).as(made.err()).isEqualTo(1);
    byte[] bytes = Files.readAllBytes(archive);
    assertThat(new Bench().runReal("verify", archive, "--key", publicKey).out())
        .isEqualTo(new Bench().runReal("verify", bundle, "--key", publicKey).out());
    assertThat(new Bench().runReal("replay", archive, "--key", publicKey).code()).isZero();
    assertThat(new Bench().runReal(bundleArguments(archive)).err()).contains("never written over");
    Files.delete(archive);
    new Bench().runReal(bundleArguments(archive));
    assertThat(Files.readAllBytes(archive)).isEqualTo(bytes);
    bytes[bytes.length / 2] ^= 1;
    Files.write(archive, bytes);
    Bench.Ran refused = new Bench().runReal("verify", archive, "--key", publicKey);
    assertThat(refused.out()).contains("OTHER_FORM").contains("NOT AUTHENTIC");
    assertThat(refused.code()).isEqualTo(1);
  }

  @Test
  void anothersKeyIsRefused() {
    new Bench().run("keys", "generate", "-o", folder.resolve("other.pem"));
    Bench.Ran ran = new Bench().runReal("verify", bundle, "--key", folder.resolve("other.pub"));
    assertThat(ran.out()).contains("WRONG_KEY");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void noSecretIsInAnyFile() throws IOException {
    List<String> secrets =
        List.of(
            SECRET,
            java.util.Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)),
            Files.readAllLines(folder.resolve("key.pem")).get(1));
    try (Stream<Path> files = Files.walk(bundle)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(secrets).as(file.toString()).noneMatch(text::contains);
      }
    }
  }

  @Test
  void nothingIsWrittenOverAndMistakesOfUseAreToldApart() {
    Path key = folder.resolve("key.pem");
    Bench.Ran again = new Bench().runReal("audit", "bundle", folder, "--key", key, "-o", bundle);
    assertThat(again.err()).contains("never written over");
    assertThat(again.code()).isEqualTo(3);
    assertThat(new Bench().runReal("audit", "bundle", folder, "-o", "x").code()).isEqualTo(3);
    assertThat(new Bench().runReal("replay", bundle).code()).isEqualTo(3);
    assertThat(new Bench().runReal("replay", key, "--key", publicKey).code()).isEqualTo(3);
    assertThat(new Bench().runReal("verify", bundle, "--key", publicKey, "--verdict-only").code())
        .isEqualTo(3);
  }

  @Test
  void aSecondSignatureIsDemandedWhereItsKeyIsNamed() {
    Path longTerm = folder.resolve("long-term.pem");
    Path longTermPublic = folder.resolve("long-term.pub");
    Path signed = folder.resolve("signed.zip");
    new Bench().run("keys", "generate", "--algorithm", "ml-dsa-65", "-o", longTerm);
    bundle(signed, "--long-term-key", longTerm);
    assertThat(verified(signed, 0, "--long-term-key", longTermPublic))
        .contains("ok           long-term  signed by `SHA256:")
        .doesNotContain("not checked");
    assertThat(verified(signed, 0)).contains("the ML-DSA-65 signature was not checked");
    assertThat(verified(bundle, 1, "--long-term-key", longTermPublic))
        .contains("MISSING: `data/verdict.multi.dsse.json`");
    Bench.Ran other =
        new Bench().runReal("verify", signed, "--key", publicKey, "--long-term-key", publicKey);
    assertThat(other.err()).contains("ECDSA on P-256, not ML-DSA-65");
    assertThat(other.code()).isEqualTo(3);
    assertThat(new Bench().run("keys", "generate", "--algorithm", "rsa", "-o", "x").code())
        .isEqualTo(3);
  }

  @Test
  void aMissingFormerVerdictShows() throws IOException {
    Path chain = Files.createDirectory(folder.resolve("chain"));
    Path second = chain.resolve("2.zip");
    Path third = chain.resolve("3");
    bundle(second, "--previous", bundle);
    bundle(third, "--previous", chain);
    assertThat(verified(second, 0, "--previous", bundle)).contains("FOLLOWS");
    assertThat(verified(third, 1, "--previous", bundle)).contains("REFUSED: OTHER_PREVIOUS");
    assertThat(verified(bundle, 1, "--previous", bundle)).contains("REFUSED: NO_PREVIOUS");
    assertThat(walked(chain, 1)).contains("FAILED GAP", "NOT WHOLE");
    Files.copy(bundle.resolve("data/verdict.seal"), chain.resolve("1.seal"));
    assertThat(walked(chain, 0)).contains("3 verdict(s)", "WHOLE");
    assertThat(new Bench().runReal("verify", second, "--chain", chain, "--key", publicKey).code())
        .isEqualTo(3);
    assertThat(new Bench().runReal("replay", third, "--key", publicKey).code()).isZero();
  }

  private void bundle(Path place, Object... more) {
    Object[] arguments =
        Stream.concat(Stream.of(bundleArguments(place)), Stream.of(more)).toArray();
    Bench.Ran ran = new Bench().runReal(arguments);
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
  }

  private String verified(Path place, int code, Object... more) {
    return ran(
        code, Stream.concat(Stream.of("verify", place, "--key", publicKey), Stream.of(more)));
  }

  private String walked(Path chain, int code) {
    return ran(code, Stream.of("verify", "--chain", chain, "--key", publicKey));
  }

  private static String ran(int code, Stream<Object> arguments) {
    Bench.Ran ran = new Bench().runReal(arguments.toArray());
    assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(code);
    return ran.out();
  }

  private Object[] bundleArguments(Path place) {
    return new Object[] {
      "audit",
      "bundle",
      folder.resolve("manifests"),
      "--bundle",
      "kubernetes",
      "--bundle",
      "supply-chain",
      "--set",
      "allowed_registries=registry.example",
      "--only",
      "K8S-09,IMG-01",
      "--key",
      folder.resolve("key.pem"),
      "-o",
      place
    };
  }

  private void refused(String why) {
    Bench.Ran ran = new Bench().runReal("verify", bundle, "--key", publicKey);
    assertThat(ran.out()).contains(why).contains("NOT AUTHENTIC");
    assertThat(ran.code()).isEqualTo(1);
  }
}
