package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.audit.OpenedBundle;
import dev.seaworthy.cli.check.Runtimes;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.Tracer;
import dev.seaworthy.engine.policy.runtime.SingleRuntime;
import dev.seaworthy.engine.seal.Redaction;
import dev.seaworthy.engine.seal.RedactionChoice;
import dev.seaworthy.engine.seal.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hiding parts of a bundle of real evidence and policies, and judging what is left. */
final class RedactedBundleTest {
  private static final String CONTENT = "/evidence/%d/content";

  @TempDir Path folder = Path.of("");

  private Path publicKey = Path.of("");
  private Path bundle = Path.of("");

  @BeforeEach
  void makeBundle() throws IOException {
    Path key = folder.resolve("key.pem");
    publicKey = folder.resolve("key.pub");
    bundle = folder.resolve("evidence");
    new Bench().run("keys", "generate", "-o", key);
    Path manifests = Files.createDirectory(folder.resolve("manifests"));
    Files.writeString(
        manifests.resolve("a.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          namespace: harbor
          annotations: {contact: "anna.andersson@example.com, berta.berg@example.com"}
        spec:
          containers:
          - name: web
            image: registry.example/web:1
            env: [{name: DB_HOST, value: 10.1.2.3}]
            securityContext: {privileged: true}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: s, namespace: harbor}
        spec: {externalIPs: [192.0.2.7], ports: [{port: 80}]}
        """);
    Bench.Ran ran =
        new Bench()
            .runReal(
                "audit", "bundle", manifests, "--bundle", "kubernetes", "--key", key, "-o", bundle);
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
  }

  @Test
  void whatIsHiddenIsNowhereAndTheRestIsVerifiedAndReplayed() {
    Path out = folder.resolve("redacted.zip");
    Bench.Ran made =
        new Bench().runReal("audit", "redact", bundle, "--profile", "personal", "-o", out);
    assertThat(made.err()).isEmpty();
    assertThat(made.out()).contains(": 1 of ").contains("leaves hidden");
    Bench.Ran verified = new Bench().runReal("verify", out, "--key", publicKey);
    assertThat(verified.out())
        .contains("AUTHENTIC: sealed by")
        .contains("REDACTED: 1 of ")
        .contains("shown values are those that were judged");
    assertThat(verified.code()).isZero();
    Bench.Ran replayed = new Bench().runReal("replay", out, "--key", publicKey);
    assertThat(replayed.out()).contains("REPLAYED: the same verdict, byte for byte");
    assertThat(replayed.code()).isZero();
  }

  @Test
  void aValueThatTheVerdictTellsIsNotHiddenUnlessForced() {
    Path out = folder.resolve("redacted");
    Bench.Ran refused =
        new Bench().runReal("audit", "redact", bundle, "--profile", "network", "-o", out);
    assertThat(refused.err())
        .contains("/spec/externalIPs/0 is told at /controls/")
        .contains("nothing was written")
        .doesNotContain("192.0.2.7");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(out).doesNotExist();
    Bench.Ran forced =
        new Bench()
            .runReal("audit", "redact", bundle, "--profile", "network", "--force", "-o", out);
    assertThat(forced.code()).as(forced.err()).isZero();
    assertThat(forced.err()).contains("can be found by trying");
    Bench.Ran replayed = new Bench().runReal("replay", out, "--key", publicKey);
    assertThat(replayed.out()).contains("REPLAYED IN PART").contains("K8S-10  it looks at");
    assertThat(replayed.code()).isEqualTo(2);
  }

  @Test
  void mistakesOfUseAreToldApart() {
    Path out = folder.resolve("x");
    assertThat(new Bench().runReal("audit", "redact", bundle, "-o", out).err())
        .contains("say what to hide");
    assertThat(new Bench().runReal("audit", "redact", bundle, "--profile", "y", "-o", out).err())
        .contains("there are secrets, personal, network");
    Bench.Ran nowhere =
        new Bench().runReal("audit", "redact", bundle, "--pointer", "/evidence/0", "-o", out);
    assertThat(nowhere.err()).contains("is not in the content of a piece of evidence");
    assertThat(nowhere.code()).isEqualTo(3);
  }

  /**
   * Each value is hidden in its turn. A marker stands there instead, so that a control that is
   * wrongly held not to look at it gives another result than the recorded one.
   */
  @Test
  void whatIsNotIndeterminateGivesTheRecordedResultWhateverIsHidden() throws Exception {
    SortedMap<String, byte[]> files = OpenedBundle.filesOf(bundle);
    List<String> pointers = new ArrayList<>();
    JsonNode snapshot =
        StrictJson.parse(files.getOrDefault("data/verdict.snapshot.json", new byte[0]));
    for (int i = 0; i < snapshot.path("evidence").size(); i++) {
      Pointers.leaves(CONTENT.formatted(i), snapshot.at(CONTENT.formatted(i)), pointers);
    }
    assertThat(pointers).hasSizeGreaterThan(60);
    int whole = 0;
    for (String pointer : pointers) {
      RedactionChoice choice = new RedactionChoice(List.of(pointer), Set.of(), Set.of());
      Replay replay =
          Replay.of(
              Redaction.of(files, choice).files(),
              new SingleRuntime(Runtimes.explaining()),
              2,
              new Tracer(Runtimes.explaining()));
      // One runtime agrees with nobody; the recorded verdict is of two.
      assertThat(replay.differences())
          .as(pointer)
          .filteredOn(difference -> !difference.path().equals("/agreement"))
          .isEmpty();
      assertThat(replay.indeterminate()).as(pointer).hasSizeLessThan(12);
      whole += replay.indeterminate().isEmpty() ? 1 : 0;
    }
    assertThat(whole).as("values that no control looks at").isGreaterThan(5);
  }

  private static final class Pointers {
    static void leaves(String pointer, JsonNode node, List<String> leaves) {
      if (node.isValueNode()) {
        leaves.add(pointer);
      }
      node.properties()
          .forEach(
              field ->
                  leaves(
                      pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
                      field.getValue(),
                      leaves));
      for (int i = 0; node.isArray() && i < node.size(); i++) {
        leaves(pointer + "/" + i, node.get(i), leaves);
      }
    }
  }
}
