package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.TransparencyLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs whose checkpoints witnesses are asked to sign. */
final class LogWitnessTest {
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());

  @TempDir Path temp = Path.of("");

  private Path folder = Path.of("");
  private Path publicKey = Path.of("");
  private Path vkey = Path.of("");
  private StandInWitness witness;

  @BeforeEach
  void begin() throws IOException, LogException {
    folder = temp.resolve("verdicts");
    publicKey = Files.writeString(temp.resolve("log.pub"), KEY.verificationKey().toPem());
    witness = new StandInWitness("witness.test/one", KEY.verificationKey());
    vkey = Files.writeString(temp.resolve("one.vkey"), witness.vkey());
    append(folder, 0, 300);
  }

  @AfterEach
  void end() {
    witness.close();
  }

  @Test
  void whatAWitnessSignsIsKeptUnderTheCheckpointAndDemandedByReaders() {
    assertThat(log("verify", folder, "--witness-key", vkey).err()).contains("0 of the trusted");
    Bench.Ran asked = ask(witness.address());
    assertThat(asked.out())
        .isEqualTo("300 entries seen by `witness.test/one` at 2026-11-25T08:00:00Z\n");
    assertThat(asked.code()).as(asked.err()).isZero();
    assertThat(log("verify", folder, "--witness-key", vkey).out())
        .contains("seen by `witness.test/one`");
    Path proof = temp.resolve("41.tlog-proof");
    log("prove", folder, "41", "-o", proof);
    assertThat(proof).content().contains("\n\u2014 witness.test/one ");
  }

  @Test
  void aLogThatGrewIsProvenFromWhatTheWitnessHasSeen() throws LogException {
    ask(witness.address());
    append(folder, 300, 700);
    assertThat(log("verify", folder, "--witness-key", vkey).code()).isEqualTo(1);
    Bench.Ran asked = ask(witness.address() + "/");
    assertThat(asked.out()).startsWith("700 entries seen by");
    // First as if it had seen nothing, then as it said.
    assertThat(witness.asked()).isEqualTo(3);
    assertThat(log("verify", folder, "--witness-key", vkey).code()).isZero();
  }

  @Test
  void aLogThatIsAskedAboutAgainHasOneSignatureOfTheWitness() throws IOException {
    ask(witness.address());
    assertThat(ask(witness.address()).code()).isZero();
    assertThat(Files.readString(folder.resolve("checkpoint"))).containsOnlyOnce("witness.test/one");
  }

  @Test
  void aRewrittenLogAndAnOldCopyAreNotSignedAndNothingIsWritten() throws Exception {
    ask(witness.address());
    Path other = temp.resolve("other");
    append(other, 1, 500);
    byte[] before = Files.readAllBytes(other.resolve("checkpoint"));
    Bench.Ran rewritten = ask(other, witness.address());
    assertThat(rewritten.err())
        .contains("422: to it the log does not extend", "0 of the witnesses");
    assertThat(rewritten.code()).isEqualTo(1);
    assertThat(Files.readAllBytes(other.resolve("checkpoint"))).isEqualTo(before);
    Path old = temp.resolve("old");
    append(old, 0, 200);
    assertThat(ask(old, witness.address()).err())
        .contains("has seen 300 entries of this log, and here are 200");
  }

  @Test
  void theSignatureOfAnotherWitnessIsNotTaken() throws IOException {
    try (StandInWitness other = new StandInWitness("witness.test/two", KEY.verificationKey())) {
      Bench.Ran asked = ask(other.address());
      assertThat(asked.err()).contains("has no signature of a witness that is named");
      assertThat(asked.code()).isEqualTo(1);
      Path two = Files.writeString(temp.resolve("two.vkey"), other.vkey());
      Bench.Ran both =
          new Bench()
              .run(
                  "log",
                  "witness",
                  folder,
                  "--key",
                  publicKey,
                  "--witness-key",
                  vkey,
                  "--witness-key",
                  two,
                  "--ask",
                  witness.address(),
                  "--ask",
                  other.address());
      assertThat(both.code()).as(both.err()).isZero();
      assertThat(log("verify", folder, "--witness-key", vkey, "--witness-key", two).code())
          .isZero();
    }
  }

  @Test
  void whoDoesNotAnswerIsToldAndEnoughMayStillSign() throws IOException {
    String gone;
    try (StandInWitness closed = new StandInWitness("witness.test/x", KEY.verificationKey())) {
      gone = closed.address();
    }
    assertThat(ask(gone).err()).contains("nothing answers there", "0 of the witnesses");
    assertThat(ask("ftp://witness.test").err()).contains("is `http:` or `https:`");
    assertThat(ask(witness.address() + "/nowhere").err()).contains("404");
    Bench.Ran enough =
        new Bench()
            .run(
                "log",
                "witness",
                folder,
                "--key",
                publicKey,
                "--witness-key",
                vkey,
                "--ask",
                gone,
                "--ask",
                witness.address());
    assertThat(enough.err()).contains("nothing answers there");
    assertThat(enough.code()).isZero();
  }

  @Test
  void aLogThatAServerWritesIsLeftAloneAndItsCheckpointGivenAway() throws Exception {
    Path file = temp.resolve("witnessed");
    byte[] before = Files.readAllBytes(folder.resolve("checkpoint"));
    Bench.Ran ran =
        new Bench()
            .run(
                "log",
                "witness",
                folder,
                "--key",
                publicKey,
                "--witness-key",
                vkey,
                "--ask",
                witness.address(),
                "-o",
                file);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(file).content().startsWith("seaworthy.test/log\n300\n").contains("witness.test/one");
    assertThat(Files.readAllBytes(folder.resolve("checkpoint"))).isEqualTo(before);
  }

  private Bench.Ran ask(String address) {
    return ask(folder, address);
  }

  private Bench.Ran ask(Path log, String address) {
    return new Bench()
        .run("log", "witness", log, "--key", publicKey, "--witness-key", vkey, "--ask", address);
  }

  private Bench.Ran log(String command, Path log, Object... more) {
    Object[] args = new Object[more.length + 5];
    args[0] = "log";
    args[1] = command;
    args[2] = log;
    System.arraycopy(more, 0, args, 3, more.length);
    args[more.length + 3] = "--key";
    args[more.length + 4] = publicKey;
    return new Bench().run(args);
  }

  private static void append(Path log, int from, int to) throws LogException {
    try (TransparencyLog open = TransparencyLog.open(log, KEY, "seaworthy.test/log")) {
      for (int i = from; i < to; i++) {
        open.append(("entry " + i).getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
