package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A release on its way through the stages, each judged by one control. */
final class GateTest {
  private static final Duration DAY = Duration.ofHours(25);
  private static final List<PolicyBundle> POLICIES =
      Stream.of(Stage.values())
          .map(stage -> Bench.bundle("names-" + stage.id(), "T-" + stage.id(), stage))
          .toList();

  @TempDir Path folder = Path.of("");

  private Path key = Path.of("");
  private Path trust = Path.of("");
  private Path store = Path.of("");
  private Path release = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    key = folder.resolve("key.pem");
    trust = folder.resolve("key.pub");
    store = folder.resolve("verdicts");
    release = folder.resolve("release.yaml");
    new Bench().run("keys", "generate", "-o", key);
    release("a");
    object("good");
  }

  @Test
  void aReleaseThatPassesEveryStageMaySail() {
    for (Stage stage : Stage.HYPERCARE.before()) {
      Bench.Ran ran = gate(stage.id());
      assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    }
    Bench.Ran ran = status();
    assertThat(ran.out())
        .contains("release  PASS: may sail")
        .contains("stage `build` next, at 2026-11-26T08:00:00Z")
        .contains("stage `hypercare` has no verdict");
    assertThat(ran.code()).isZero();
  }

  @Test
  void aStageIsNotOpenedWhenOneBeforeItWasSkipped() throws IOException {
    gate("build");
    Bench.Ran ran = gate("migration");
    assertThat(ran.out())
        .contains("stage `drift` has no verdict that counts for this candidate")
        .contains("who:  platform engineers")
        .contains("how:  run `seaworthy gate drift`")
        .contains("sealed     no: a verdict out of order would not count");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(verdicts()).hasSize(1);
  }

  @Test
  void aStageThatFailsIsSealedAndShutsWhatFollows() throws IOException {
    object("bad");
    Bench.Ran failed = gate("build");
    assertThat(failed.out()).contains("control `T-build` fails").contains("gate       FAIL: shut");
    assertThat(failed.code()).isEqualTo(1);
    object("good");
    assertThat(gate("drift").code()).isEqualTo(1);
    assertThat(status().out()).contains("stage `build` is `fail`: T-build fail");
    assertThat(gate("build").code()).isZero();
    assertThat(gate("drift").code()).isZero();
  }

  @Test
  void aStageThatFailsAgainShutsWhatWasOpen() throws IOException {
    gate("build");
    object("bad");
    gate("build");
    assertThat(status().code()).isEqualTo(1);
    assertThat(status().out()).contains("1 earlier verdicts were replaced");
  }

  @Test
  void whatIsUnknownOpensNothing() throws IOException {
    object("odd");
    assertThat(gate("build").code()).isEqualTo(2);
    assertThat(verdicts()).hasSize(1);
  }

  @Test
  void missingEvidenceIsToldWithWhoCanSupplyItAndHow() throws IOException {
    Files.delete(folder.resolve("a.yaml"));
    Files.writeString(folder.resolve("a.yaml"), "# nothing\n");
    Bench.Ran ran = gate("build");
    assertThat(ran.out())
        .contains("control `T-build` needs `kubernetes/object` evidence and there is none")
        .contains("who:  platform engineers")
        .contains("collector: kubernetes");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void aStageWithoutControlsIsUnknown() {
    Bench.Ran ran = new Bench().runBy(POLICIES.subList(0, 1), arguments("drift"));
    assertThat(ran.out())
        .contains("no bundle has a control of stage `drift`")
        .contains("who:  policy authors");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void theVerdictsOfAnotherCandidateDoNotCount() throws IOException {
    gate("build");
    release("b");
    Bench.Ran ran = gate("drift");
    assertThat(ran.out()).contains("OTHER_CANDIDATE").contains("stage `build` has no verdict");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void anExpiredVerdictDoesNotCount() {
    gate("build");
    Bench.Ran ran = new Bench().at(Bench.NOW.plus(DAY)).runBy(POLICIES, arguments("drift"));
    assertThat(ran.out())
        .contains("EXPIRED")
        .contains("passed, but its verdict held until 2026-11-26T08:00:00Z");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void aTamperedVerdictDoesNotCount() throws IOException {
    gate("build");
    Path verdict = verdicts().get(0);
    byte[] bytes = Files.readAllBytes(verdict);
    bytes[bytes.length / 2] ^= 1;
    Files.write(verdict, bytes);
    Bench.Ran ran = gate("drift");
    assertThat(ran.out()).contains("TAMPERED").contains(hex(verdict));
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void aVerdictByAKeyThatNobodyTrustsDoesNotCount() {
    gate("build");
    Path other = folder.resolve("other.pem");
    new Bench().run("keys", "generate", "-o", other);
    Bench.Ran ran =
        new Bench()
            .runBy(
                POLICIES,
                "status",
                release,
                "--trust",
                folder.resolve("other.pub"),
                "--store",
                store);
    assertThat(ran.out()).contains("UNTRUSTED_KEY").contains("stage `build` has no verdict");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void theVerdictOfACheckOpensNoGate() throws IOException {
    Path seal = folder.resolve("check.seal");
    new Bench().runBy(POLICIES, "check", release, "--key", key, "--seal", seal);
    Files.createDirectories(store);
    String digest = dev.seaworthy.engine.json.Digest.of(Files.readAllBytes(seal)).hex();
    Files.copy(seal, store.resolve(digest + ".seal"));
    assertThat(status().out()).contains("NO_GATE");
    assertThat(status().code()).isEqualTo(2);
  }

  @Test
  void aRehearsalIsToldApartAndOpensNoRealGate() {
    Object[] rehearsal = arguments("build", "--at", "2026-11-25T07:00:00Z");
    assertThat(new Bench().runBy(POLICIES, rehearsal).code()).isZero();
    assertThat(status().out()).contains("TIME_CHOSEN");
    assertThat(gate("drift").code()).isEqualTo(2);
  }

  @Test
  void gatesAtTheSameTimeLeaveOneVerdictThatRules() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> gates = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Duration later = Duration.ofSeconds(i % 2);
        gates.add(
            () -> new Bench().at(Bench.NOW.plus(later)).runBy(POLICIES, arguments("build")).code());
      }
      List<Integer> codes = new ArrayList<>();
      for (Future<Integer> gate : threads.invokeAll(gates)) {
        codes.add(gate.get());
      }
      // One that judged earlier than what was sealed meanwhile is told to judge again.
      assertThat(codes).isSubsetOf(0, 2).contains(0);
    } finally {
      threads.shutdownNow();
    }
    JsonNode status =
        json(new Bench().at(Bench.NOW.plusSeconds(1)).runBy(POLICIES, statusArguments("json")));
    assertThat(status.path("stages").path(0).path("state").asText()).isEqualTo("open");
    assertThat(status.path("discounted"))
        .hasSize(verdicts().size() - 1)
        .allSatisfy(one -> assertThat(one.path("code").asText()).isEqualTo("REPLACED"));
  }

  @Test
  void theSealedVerdictVerifiesAndNamesItsGate() throws IOException {
    gate("build");
    Path snapshot = folder.resolve("drift.snapshot.json");
    JsonNode report =
        json(
            new Bench()
                .runBy(POLICIES, arguments("drift", "--format", "json", "--snapshot", snapshot)));
    JsonNode before = report.path("before").path(0).path("verdict").path("digest");
    String sealed = report.path("sealed").asText().substring("sha256:".length());
    Path file = store.resolve(sealed + ".seal");
    Bench.Ran verified =
        new Bench()
            .run("verify", file, "--key", trust, "--snapshot", snapshot, "--require", "pass");
    assertThat(verified.code()).as(verified.out()).isZero();
    String payload = StrictJson.parse(Files.readAllBytes(file)).path("payload").asText();
    String statement =
        new String(java.util.Base64.getDecoder().decode(payload), StandardCharsets.UTF_8);
    assertThat(statement)
        .contains("\"gate\":{\"after\":[{\"stage\":\"build\",\"verdict\":" + before + "}]");
  }

  @Test
  void thePageIsWholeAndEscapesWhatANameHolds() throws IOException {
    release("a", "<script>x</script>");
    gate("build");
    Bench.Ran ran = new Bench().runBy(POLICIES, statusArguments("html"));
    assertThat(ran.out())
        .startsWith("<!doctype html>")
        .endsWith("</html>\n")
        .contains("&lt;script&gt;x")
        .doesNotContain("<script>")
        .contains("<th scope=\"row\">hypercare</th>");
    assertThat(ran.code()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"bild, did you mean `build`", "'', STAGE cannot be ``"})
  void aStageThatThereIsNotIsRefused(String stage, String words) {
    Bench.Ran ran = gate(stage);
    assertThat(ran.err()).contains(words);
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void aKeyWhoseSealWouldNotCountIsRefused() {
    Path other = folder.resolve("other.pem");
    new Bench().run("keys", "generate", "-o", other);
    Bench.Ran ran =
        new Bench()
            .runBy(
                POLICIES, "gate", "build", release, "--key", other, "--trust", trust, "--store",
                store);
    assertThat(ran.err()).contains("what it seals would not count");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void aReleaseWithoutADigestIsRefused() throws IOException {
    Files.writeString(
        release,
        Files.readString(release)
            .replaceFirst("digest: \"sha256:[0-9a-f]*\"", "")
            .replace(", }", "}"));
    Bench.Ran ran = gate("build");
    assertThat(ran.err()).contains("does not say which candidate");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void aStoreThatIsAFileIsRefused() throws IOException {
    Files.writeString(store, "hello");
    Bench.Ran ran = gate("build");
    assertThat(ran.err()).contains("it is no folder");
    assertThat(ran.code()).isEqualTo(3);
  }

  private Bench.Ran gate(String stage) {
    return new Bench().runBy(POLICIES, arguments(stage));
  }

  private Bench.Ran status() {
    return new Bench().runBy(POLICIES, statusArguments("table"));
  }

  private Object[] arguments(Object stage, Object... more) {
    List<Object> all =
        new ArrayList<>(
            List.of("gate", stage, release, "--key", key, "--trust", trust, "--store", store));
    all.addAll(List.of(more));
    return all.toArray();
  }

  private Object[] statusArguments(String format) {
    return new Object[] {"status", release, "--trust", trust, "--store", store, "--format", format};
  }

  private static JsonNode json(Bench.Ran ran) {
    return StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8));
  }

  private List<Path> verdicts() throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      return files.filter(file -> file.toString().endsWith(".seal")).sorted().toList();
    }
  }

  private static String hex(Path verdict) {
    return verdict.getFileName().toString().replace(".seal", "");
  }

  private void object(String name) throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"),
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n".formatted(name));
  }

  private void release(String digit) throws IOException {
    release(digit, "erp");
  }

  private void release(String digit, String name) throws IOException {
    Files.writeString(
        release,
        """
        apiVersion: seaworthy.dev/v1
        kind: Release
        candidate: {name: "%s", version: 1.0.0, digest: "sha256:%s"}
        environment: production
        architecture: dedicated
        evidence:
        - collector: kubernetes
          paths: [a.yaml]
        bundles:
        - {name: names-build, version: 1.2.0}
        """
            .formatted(name, digit.repeat(64)));
  }
}
