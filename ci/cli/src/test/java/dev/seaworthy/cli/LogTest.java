package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.ConsistencyProof;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import dev.seaworthy.engine.log.LogTrust;
import dev.seaworthy.engine.log.TransparencyLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());

  @TempDir Path temp;
  private Path folder;
  private Path publicKey;

  @BeforeEach
  void keep() throws IOException, LogException {
    folder = temp.resolve("decisions");
    publicKey = Files.writeString(temp.resolve("log.pub"), KEY.verificationKey().toPem());
    append(0, 300);
  }

  @Test
  void aLogIsVerified() {
    Bench.Ran ran = log("verify", folder);
    assertThat(ran.out())
        .isEqualTo(
            "seaworthy.test/log: verified, 300 entries under a checkpoint by %s\n"
                .formatted(KEY.verificationKey().id()));
    assertThat(ran.code()).isZero();
  }

  @Test
  void aChangedEntryIsRefused() throws IOException {
    Path bundle = folder.resolve("tile/entries/000");
    byte[] changed = Files.readAllBytes(bundle);
    changed[100] ^= 1;
    Files.write(bundle, changed);
    Bench.Ran ran = log("verify", folder);
    assertThat(ran.err())
        .contains("tile/0/000` does not fit the entries under it", "mend: restore the log");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aLogThatWentOnExtendsItsCheckpointAndOneThatWasCutDoesNot() throws Exception {
    Path before = Files.copy(folder.resolve("checkpoint"), temp.resolve("before"));
    append(300, 600);
    Bench.Ran grown = log("verify", folder, "--extends", before);
    assertThat(grown.out()).contains("600 entries", "of 300 entries\n");
    assertThat(grown.code()).isZero();
    Path after = Files.copy(folder.resolve("checkpoint"), temp.resolve("after"));
    Path other = folder;
    folder = temp.resolve("anew");
    append(0, 400);
    assertThat(log("verify", folder, "--extends", after).err())
        .contains("the log of 400 entries does not extend the one of 600");
    assertThat(log("verify", other, "--extends", after).code()).isZero();
  }

  @Test
  void whoKeptACheckpointIsProvenThatTheLogOnlyGrew() throws Exception {
    Path october = Files.copy(folder.resolve("checkpoint"), temp.resolve("october"));
    append(300, 600);
    Path proof = temp.resolve("since-october");
    assertThat(log("prove", folder, "--from", october, "-o", proof).code()).isZero();
    assertThat(Files.readString(proof)).startsWith("old 300\n");
    Bench.Ran right = log("check", proof, "--from", october);
    assertThat(right.out()).contains("the log of 600 entries", "extends the one of 300\n");
    assertThat(right.code()).isZero();
    Path whole = folder;
    folder = temp.resolve("anew");
    append(1, 300);
    Bench.Ran wrong = log("check", proof, "--from", folder.resolve("checkpoint"));
    assertThat(wrong.err()).contains("does not extend the one of 299");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(log("prove", whole, "--from", folder.resolve("checkpoint")).code()).isEqualTo(1);
    assertThat(log("prove", whole).err()).contains("give either NUMBER or --from");
    assertThat(log("check", proof).err()).contains("give either ENTRY or --from");
  }

  @Test
  void everyFlippedBitOfAProofOfConsistencyIsFound() throws Exception {
    String october = Files.readString(folder.resolve("checkpoint"));
    append(300, 600);
    LogTrust trust = LogTrust.of(KEY.verificationKey());
    byte[] proof =
        LogReader.open(folder, trust).proveFrom(october).text().getBytes(StandardCharsets.UTF_8);
    for (int bit = 0; bit < proof.length * Byte.SIZE; bit++) {
      byte[] flipped = proof.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      String text = new String(flipped, StandardCharsets.UTF_8);
      assertThatThrownBy(() -> ConsistencyProof.parse(text).verify(october, trust))
          .as("bit %d", bit)
          .isInstanceOf(LogException.class);
    }
  }

  @Test
  void entriesAreShownAsTheyWereLogged() {
    assertThat(log("show", folder, "--from", "255", "--to", "258").out())
        .isEqualTo(entry(255) + "\n" + entry(256) + "\n" + entry(257) + "\n");
    assertThat(
            log(
                    "show",
                    folder,
                    "--since",
                    "2026-11-25T08:00:10Z",
                    "--until",
                    "2026-11-25T08:00:12Z")
                .out())
        .isEqualTo(entry(10) + "\n" + entry(11) + "\n");
    assertThat(log("show", folder).out().lines()).hasSize(300);
    assertThat(log("show", folder, "--from", "7", "--to", "3").code()).isEqualTo(3);
  }

  @Test
  void anEntryIsProvenToWhoHasNotTheLog() throws IOException {
    Path proof = temp.resolve("41.tlog-proof");
    Path entry = Files.writeString(temp.resolve("41.json"), entry(41) + "\n");
    Path another = Files.writeString(temp.resolve("42.json"), entry(42) + "\n");
    assertThat(log("prove", folder, "41", "-o", proof).code()).isZero();
    Bench.Ran right = log("check", proof, entry);
    assertThat(right.out()).isEqualTo("seaworthy.test/log: it is entry 41 of 300\n");
    assertThat(right.code()).isZero();
    Bench.Ran wrong = log("check", proof, another);
    assertThat(wrong.err()).contains("the entry is not number 41 of that log");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(log("prove", folder, "300").err()).contains("has no entry 300", "from 0 to 299");
  }

  @Test
  void whatIsNoLogOrNoProofIsSaid() throws IOException {
    Path none = Files.createDirectory(temp.resolve("none"));
    assertThat(log("verify", none).err()).contains("holds no log");
    Path noProof = Files.writeString(temp.resolve("no-proof"), "x\n\ny\n");
    assertThat(log("check", noProof, publicKey).err()).contains("the proof does not hold");
    Path foreign =
        Files.writeString(
            temp.resolve("foreign.pub"),
            SigningKey.generate(new SecureRandom()).verificationKey().toPem());
    publicKey = foreign;
    assertThat(log("verify", folder).err()).contains("not signed by the given key");
  }

  private Bench.Ran log(String command, Path first, Object... more) {
    Object[] words = new Object[more.length + 5];
    words[0] = "log";
    words[1] = command;
    words[2] = first;
    System.arraycopy(more, 0, words, 3, more.length);
    words[more.length + 3] = "--key";
    words[more.length + 4] = publicKey;
    return new Bench().run(words);
  }

  private void append(int from, int to) throws LogException {
    try (TransparencyLog log = TransparencyLog.open(folder, KEY, "seaworthy.test/log")) {
      for (int i = from; i < to; i++) {
        log.append(entry(i).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String entry(int i) {
    return "{\"event\":\"decision\",\"time\":\"%s\",\"uid\":\"u-%d\"}"
        .formatted(Bench.NOW.plusSeconds(i), i);
  }
}
