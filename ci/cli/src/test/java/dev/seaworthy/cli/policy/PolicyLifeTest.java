package dev.seaworthy.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.Committed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done with a bundle where there is no OPA: compare, describe, move, pin. */
class PolicyLifeTest {
  private static final Path TLS = Committed.archive("tls");
  private static final Path NETWORK = Committed.archive("network");
  private static final String VERSION = Committed.version("tls");

  @TempDir Path folder = Path.of("");

  private final Path trusted = Committed.key("tls");

  @ParameterizedTest
  @ValueSource(strings = {"new", "lint", "diff", "docs", "push", "pull", "lock"})
  void helpGivesExamplesAndExitCodes(String command) {
    Bench.Ran ran = policy(command, "--help");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("Examples:")
        .contains("seaworthy policy " + command)
        .contains("Exit codes:");
  }

  @Test
  void completionKnowsEveryCommand() {
    assertThat(new Bench().run("completion").out())
        .contains("new lint test build sign verify diff docs push pull lock".split(" "));
  }

  @Test
  void aNewBundleIsWrittenWhole() throws IOException {
    Bench.Ran ran = policy("new", "data-protection", folder);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(texts(folder))
        .containsOnlyKeys(
            "capabilities.json",
            "data-protection/README.md",
            "data-protection/bundle.json",
            "data-protection/data.json",
            "data-protection/data_protection_01.rego",
            "data-protection/data_protection_01_test.rego")
        .allSatisfy((name, text) -> assertThat(text).doesNotContainPattern("@[A-Z]+@"));
    assertThat(folder.resolve("capabilities.json"))
        .hasSameTextualContentAs(Committed.POLICIES.resolve("capabilities.json"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"Warehouse", "lib", "a_b", "..", "a/b"})
  void aMalformedNameIsRefused(String name) {
    Bench.Ran ran = policy("new", name, folder);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("is no name for a bundle");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aBundleThatIsThereIsNotTouched() throws IOException {
    Files.createDirectory(folder.resolve("tls"));
    Bench.Ran ran = policy("new", "tls", folder);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("exists already");
    assertThat(folder.resolve("tls")).isEmptyDirectory();
  }

  @Test
  void aBundleDiffersInNothingFromItself() {
    Bench.Ran ran = policy("diff", TLS, TLS);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("tls %s -> %s".formatted(VERSION, VERSION))
        .contains("changes  0, which ask for: no step");
    assertThat(policy("diff", TLS, TLS, "--format", "json").out())
        .contains("\"asks\": \"none\"")
        .contains("\"honest\": true");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "none.tar.gz | there is no such file",
        "tls/tls_01.rego | is not a gzip archive",
        "lib | is no bundle: it has neither",
      })
  void whatCannotBeComparedIsNamed(String other, String message) {
    Bench.Ran ran = policy("diff", TLS, Committed.POLICIES.resolve(other));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(message).contains("mend: ");
  }

  @Test
  void twoBundlesAreNotTwoVersionsOfOne() {
    Bench.Ran ran = policy("diff", TLS, NETWORK);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("is bundle `tls`").contains("is bundle `network`");
  }

  @Test
  void pagesAreTheSameEachTime() throws IOException {
    Bench.Ran ran = real("docs", "tls", "network", "-o", folder.resolve("a"));
    assertThat(ran.code()).as(ran.err()).isZero();
    real("docs", "tls", "network", "-o", folder.resolve("b"));
    Map<String, String> pages = texts(folder.resolve("a"));
    assertThat(pages).isEqualTo(texts(folder.resolve("b")));
    assertThat(pages.keySet()).contains("index.md", "tls/TLS-01.md", "network/NET-01.md");
    assertThat(pages.get("index.md")).contains("[TLS-01](tls/TLS-01.md)");
    assertThat(pages.get("tls/TLS-01.md"))
        .contains("# TLS-01: Certificates are valid for what they serve")
        .contains("### expires-soon")
        .contains("| `min_days_valid` | `21` | any number |");
  }

  @Test
  void aBundleNobodyKnowsHasNoPages() {
    Bench.Ran ran = real("docs", "tsl", "-o", folder.resolve("a"));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("there is no bundle `tsl`").contains("did you mean `tls`?");
  }

  @Test
  void aBundleGoesToAFolderAndBack() {
    Path there = folder.resolve(String.valueOf(TLS.getFileName()));
    Bench.Ran pushed = policy("push", TLS, folder);
    assertThat(pushed.code()).as(pushed.err()).isZero();
    assertThat(there).hasSameBinaryContentAs(TLS);
    Path back = folder.resolve("back.tar.gz");
    Bench.Ran pulled = policy("pull", there.toUri(), "--trust-key", trusted, "-o", back);
    assertThat(pulled.code()).as(pulled.err()).isZero();
    assertThat(pulled.out()).contains("pulled  tls " + VERSION);
    assertThat(back).hasSameBinaryContentAs(TLS);
  }

  @Test
  void anotherBundleIsReplacedOnlyByForce() {
    Path there = folder.resolve("b.tar.gz");
    policy("push", NETWORK, there);
    Bench.Ran ran = policy("push", TLS, there);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("holds another bundle");
    assertThat(there).hasSameBinaryContentAs(NETWORK);
    assertThat(policy("push", TLS, there, "--force").code()).isZero();
    assertThat(there).hasSameBinaryContentAs(TLS);
  }

  @Test
  void nothingIsWrittenWithoutATrustedSignature() {
    Path key = folder.resolve("own.pem");
    new Bench().run("keys", "generate", "-o", key);
    Path back = folder.resolve("back.tar.gz");
    Bench.Ran ran = policy("pull", TLS, "--trust-key", folder.resolve("own.pub"), "-o", back);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("that is not trusted");
    assertThat(back).doesNotExist();
  }

  @Test
  void nothingIsWrittenOfAnotherDigest() {
    Path back = folder.resolve("back.tar.gz");
    String other = "sha256:" + "0".repeat(64);
    Bench.Ran ran = policy("pull", TLS, "--trust-key", trusted, "--digest", other, "-o", back);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("not `sha256:0000");
    assertThat(back).doesNotExist();
    Bench.Ran malformed = policy("pull", TLS, "--trust-key", trusted, "--digest", "abc");
    assertThat(malformed.code()).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "oci://registry.example | is no name in a registry",
        "oci://registry.example/Tls | is no name in a registry",
        "oci://registry.example/tls@sha256:12 | is no name in a registry",
        "ftp://registry.example/tls | names no place for a bundle",
        "https:///tls | is not a URL",
        "http://registry.example/tls.tar.gz | is not encrypted",
        "oci://127.0.0.1:1/tls:1.0.0 | nothing answers there",
        "http://127.0.0.1:1/tls.tar.gz | nothing answers there",
        "none.tar.gz | there is no such file",
      })
  void aPlaceThatGivesNothingIsNamed(String reference, String message) {
    Path back = folder.resolve("back.tar.gz");
    Bench.Ran ran = policy("pull", reference, "--trust-key", trusted, "-o", back);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(message).contains("mend: ");
    assertThat(back).doesNotExist();
  }

  @Test
  void whatIsNoBundleIsNotPushed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.tar.gz"), "text");
    Bench.Ran ran = policy("push", text, folder.resolve("there.tar.gz"));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(folder.resolve("there.tar.gz")).doesNotExist();
  }

  @Test
  void theLockIsTheSameEachTimeAndIsHeldByCheck() throws IOException {
    Path lock = folder.resolve("seaworthy.lock");
    Bench.Ran ran = real("lock", "tls", "network", "-o", lock);
    assertThat(ran.code()).as(ran.err()).isZero();
    String text = Files.readString(lock);
    assertThat(text)
        .contains("\"name\": \"network\"")
        .contains("\"version\": \"%s\"".formatted(VERSION));
    real("lock", "network", "tls", "-o", lock);
    assertThat(lock).content().isEqualTo(text);
    assertThat(real("lock", "tls", "network", "-o", lock, "--check").code()).isZero();
    Bench.Ran more = real("lock", "-o", lock, "--check");
    assertThat(more.code()).isEqualTo(1);
    assertThat(more.out()).contains("found   iam " + Committed.version("iam"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "{} | is no lock: it holds other than",
        "text | is no lock: not valid JSON",
        "{\"bundles\": [{}], \"format\": 1} | an entry has other than name, version and digest",
        "{\"bundles\": [], \"format\": 2} | is no lock",
      })
  void aMalformedLockIsRefused(String text, String message) throws IOException {
    Path lock = Files.writeString(folder.resolve("seaworthy.lock"), text);
    Path manifests = Files.createDirectory(folder.resolve("manifests"));
    Bench.Ran ran = new Bench().run("check", manifests, "--lock", lock);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(message).contains("seaworthy policy lock -o");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "naming, 1.2.0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, ''",
    "naming, 1.2.0, 0000000000000000000000000000000000000000000000000000000000000000, as pinned",
    "naming, 1.1.0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, as pinned",
    "other, 1.2.0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, is not pinned",
  })
  void checkJudgesOnlyByWhatIsPinned(String name, String version, String digest, String message)
      throws IOException {
    String pin =
        "{\"name\":\"%s\",\"version\":\"%s\",\"digest\":\"sha256:%s\"}"
            .formatted(name, version, digest);
    Path lock =
        Files.writeString(
            folder.resolve("seaworthy.lock"), "{\"bundles\":[%s],\"format\":1}".formatted(pin));
    Path manifest =
        Files.writeString(
            folder.resolve("a.yaml"), "apiVersion: v1\nkind: Service\nmetadata: {name: good}\n");
    Bench.Ran ran = new Bench().run("check", manifest, "--lock", lock);
    assertThat(ran.code()).isEqualTo(message.isEmpty() ? 0 : 3);
    assertThat(ran.err()).contains(message);
  }

  @Test
  void aPinnedBundleThatIsMissingIsNamed() throws IOException {
    String digest = "sha256:" + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    Path lock =
        Files.writeString(
            folder.resolve("seaworthy.lock"),
            List.of("naming", "other").stream()
                .map(
                    name ->
                        "{\"name\":\"%s\",\"version\":\"1.2.0\",\"digest\":\"%s\"}"
                            .formatted(name, digest))
                .collect(
                    java.util.stream.Collectors.joining(",", "{\"bundles\":[", "],\"format\":1}")));
    Bench.Ran ran = new Bench().run("check", folder, "--lock", lock);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("bundle `other` 1.2.0 is pinned, but not there");
  }

  @Test
  void theLockBesideADescriptorIsHeeded() throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"), "apiVersion: v1\nkind: Service\nmetadata: {name: good}\n");
    Path release =
        Files.writeString(
            folder.resolve("release.yaml"),
            """
            apiVersion: seaworthy.dev/v1
            kind: Release
            candidate: {name: erp, version: 1.0.0}
            evidence: [{collector: kubernetes, paths: [a.yaml]}]
            bundles: [{name: naming, version: 1.2.0}]
            """);
    assertThat(new Bench().run("check", release).code()).isZero();
    Files.writeString(folder.resolve("seaworthy.lock"), "{\"bundles\":[],\"format\":1}");
    Bench.Ran ran = new Bench().run("check", release);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("seaworthy.lock`: bundle `naming` 1.2.0 is not pinned");
  }

  private static Bench.Ran policy(Object... args) {
    return new Bench().run(words(args));
  }

  private static Bench.Ran real(Object... args) {
    return new Bench().runReal(words(args));
  }

  private static Object[] words(Object... args) {
    return Stream.concat(Stream.of("policy"), Stream.of(args)).toArray();
  }

  private static Map<String, String> texts(Path root) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        texts.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
