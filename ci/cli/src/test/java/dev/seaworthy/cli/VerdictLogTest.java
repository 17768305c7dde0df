package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.TransparencyLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts that are put into a transparency log when they are sealed. */
class VerdictLogTest {
  private static final SigningKey SEALER = SigningKey.generate(new SecureRandom());
  private static final SigningKey LOG = SigningKey.generate(new SecureRandom());

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    write("seal", SEALER);
    write("log", LOG);
    Files.writeString(folder.resolve("good.yaml"), Bench.object("good"));
  }

  private void write(String name, SigningKey key) throws IOException {
    Files.writeString(folder.resolve(name + ".pem"), key.toPem());
    Files.writeString(folder.resolve(name + ".pub"), key.verificationKey().toPem());
  }

  @Test
  void aBundleIsLoggedAndTheProofDemandedByWhoNamesTheLog() throws IOException {
    Bench.Ran made = bundle("evidence", "log");
    assertThat(made.out()).as(made.err()).contains("; in the log");
    Bench.Ran verified = verify("--key", path("seal.pub"), "--log-key", path("log.pub"));
    assertThat(verified.out()).contains("ok           log", "entry 0 of 1 in `seaworthy/verdicts/");
    assertThat(verified.code()).as(verified.out()).isZero();
    Files.writeString(
        path("trust.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: TrustRoot
        keys:
        - {name: release, role: engine, file: seal.pub}
        - {name: verdicts, role: log, file: log.pub}
        """);
    assertThat(verify("--trust-root", path("trust.yaml")).code()).isZero();
    Bench.Ran shown = new Bench().run("log", "show", path("verdicts"), "--key", path("log.pub"));
    assertThat(shown.out())
        .isEqualTo(Files.readString(path("evidence/data/log/entry.json")) + "\n");
  }

  @Test
  void aLogOfAnotherKeyIsNamed() {
    bundle("evidence", "log");
    Bench.Ran verified = verify("--key", path("seal.pub"), "--log-key", path("seal.pub"));
    assertThat(verified.out()).contains("WRONG_KEY", "SAME_KEY", "NOT AUTHENTIC");
    assertThat(verified.code()).isEqualTo(1);
  }

  @Test
  void aSealedVerdictHasItsProofBesideIt() {
    Bench.Ran ran =
        new Bench()
            .run(
                "check",
                path("good.yaml"),
                "--key",
                path("seal.pem"),
                "--seal",
                path("v.seal"),
                "--log",
                path("verdicts"),
                "--log-key",
                path("log.pem"));
    assertThat(ran.code()).as(ran.err()).isZero();
    Bench.Ran checked = check("v.seal");
    assertThat(checked.out()).contains("it is entry 0 of 1");
    assertThat(checked.code()).isZero();
    assertThat(check("v.snapshot.json").code()).isEqualTo(1);
  }

  @Test
  void runsAtOnceHaveEachTheirEntry() {
    List<CompletableFuture<Bench.Ran>> runs = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      runs.add(CompletableFuture.supplyAsync(() -> bundle(name, "log")));
    }
    assertThat(runs).allSatisfy(run -> assertThat(run.join().out()).contains("; in the log"));
    Bench.Ran log = new Bench().run("log", "verify", path("verdicts"), "--key", path("log.pub"));
    assertThat(log.out()).contains("verified, 3 entries");
  }

  @Test
  void withoutAnEntryThereIsNoBundle() throws LogException {
    assertThat(bundle("one", "seal").err()).contains("are one");
    try (TransparencyLog held =
        TransparencyLog.open(path("verdicts"), LOG, "seaworthy.test/verdicts")) {
      Bench.Ran busy = bundle("two", "log");
      assertThat(busy.err()).contains("another process writes the log");
      assertThat(busy.code()).isEqualTo(3);
      assertThat(held.sealed().size()).isZero();
    }
    bundle("three", "log");
    Bench.Ran foreign = bundleBy(SigningKey.generate(new SecureRandom()));
    assertThat(foreign.err()).contains("not signed by the given key");
    assertThat(foreign.code()).isEqualTo(3);
    assertThat(path("one")).doesNotExist();
    assertThat(path("two")).doesNotExist();
    assertThat(path("four")).doesNotExist();
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() throws IOException {
    bundle("evidence", "log");
    assertThat(verify("--key", path("seal.pub"), "--witness-key", path("x")).err())
        .contains("--witness-key goes with --log-key");
    Files.writeString(path("x"), "no key");
    assertThat(
            verify(
                    "--key",
                    path("seal.pub"),
                    "--log-key",
                    path("log.pub"),
                    "--witness-key",
                    path("x"))
                .err())
        .contains("is no `NAME+ID+KEY` of Ed25519");
    Files.writeString(
        path("trust.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: TrustRoot
        keys:
        - {name: release, role: engine, file: seal.pub}
        - {name: w, role: witness, file: x, until: "2027-01-01T00:00:00Z"}
        witnesses: {threshold: 2}
        """);
    assertThat(verify("--trust-root", path("trust.yaml")).err())
        .contains("is no `NAME+ID+KEY`", "a witness has no `until`");
  }

  private Bench.Ran check(String sealed) {
    return new Bench()
        .run("log", "check", path("v.tlog-proof"), path(sealed), "--key", path("log.pub"));
  }

  private Bench.Ran bundleBy(SigningKey foreign) {
    try {
      write("foreign", foreign);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bundle("four", "foreign");
  }

  private Bench.Ran bundle(String name, String logKey) {
    return new Bench()
        .runReal(
            "audit",
            "bundle",
            path("good.yaml"),
            "--bundle",
            "kubernetes",
            "--only",
            "K8S-09",
            "--key",
            path("seal.pem"),
            "--log",
            path("verdicts"),
            "--log-key",
            path(logKey + ".pem"),
            "-o",
            path(name));
  }

  private Bench.Ran verify(Object... trust) {
    List<Object> words = new ArrayList<>(List.of("verify", path("evidence")));
    words.addAll(List.of(trust));
    return new Bench().runReal(words.toArray());
  }

  private Path path(String name) {
    return folder.resolve(name);
  }
}
