package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.TransparencyLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions of a period are handed over, and hold without the logs they are of. */
class AdmissionExportTest {
  private static final Instant BEGIN = Instant.parse("2026-11-25T08:00:00Z");
  private static final SigningKey LOG = SigningKey.generate(new SecureRandom());
  private static final SigningKey EXPORTER = SigningKey.generate(new SecureRandom());

  @TempDir Path temp;

  @BeforeEach
  void keep() throws IOException, LogException {
    Files.writeString(temp.resolve("log.pub"), LOG.verificationKey().toPem());
    Files.writeString(temp.resolve("audit.pub"), EXPORTER.verificationKey().toPem());
    Files.writeString(temp.resolve("audit.pem"), EXPORTER.toPem());
    log("a", 300);
    log("b", 20);
  }

  @Test
  void whatLiesInThePeriodIsExportedAndCounted() throws Exception {
    assertThat(export("a,b", 10, 15, "out").code()).isZero();
    Bench.Ran ran = verify("out");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    JsonNode coverage = StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8));
    assertThat(coverage.path("decisions").asInt()).isEqualTo(10);
    assertThat(coverage.path("outsideOfPeriod").asInt()).isEqualTo(4);
    assertThat(coverage.at("/results/pass").asInt()).isEqualTo(4);
    assertThat(coverage.at("/results/fail").asInt()).isEqualTo(6);
    assertThat(coverage.at("/bundles/kubernetes/sha256:11").asInt()).isEqualTo(10);
    assertThat(coverage.at("/logs/0/name").asText()).isEqualTo("seaworthy.test/a");
    assertThat(coverage.at("/logs/0/size").asInt()).isEqualTo(300);
    assertThat(coverage.at("/logs/1/first").asInt()).isEqualTo(9);
    assertThat(Files.readString(temp.resolve("out/data/logs/002/entries.jsonl")).lines())
        .containsExactly(
            Stream.of(9, 10, 11, 12, 13, 14, 15).map(this::entry).toArray(String[]::new));
  }

  @Test
  void thePeriodMayLieBeforeAfterOrAroundAll() throws Exception {
    for (long[] period : new long[][] {{-20, -10}, {400, 500}, {-1, 1000}, {0, 1}, {299, 300}}) {
      String place = "p" + period[1];
      assertThat(export("a,b", period[0], period[1], place).code()).isZero();
      Bench.Ran ran = verify(place);
      assertThat(ran.err()).isEmpty();
      long expected = overlap(period, 300) + overlap(period, 20);
      assertThat(
              StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8))
                  .path("decisions")
                  .asLong())
          .isEqualTo(expected);
    }
  }

  private static long overlap(long[] period, long size) {
    return Math.max(0, Math.min(size, period[1]) - Math.max(0, period[0]));
  }

  @Test
  void theSameLogsGiveTheSameBytesInWhateverOrder() throws Exception {
    export("a,b", 10, 15, "one.tar.gz");
    export("b,a", 10, 15, "two.tar.gz");
    assertThat(temp.resolve("one.tar.gz")).hasSameBinaryContentAs(temp.resolve("two.tar.gz"));
    assertThat(verify("one.tar.gz").code()).isZero();
    assertThat(export("a,a", 10, 15, "three").err()).contains("is given twice");
    assertThat(export("a", 10, 15, "one.tar.gz").err()).contains("never written over");
    assertThat(export("a", 15, 15, "three").code()).isEqualTo(3);
  }

  @Test
  void everyByteCounts() throws Exception {
    export("b", 3, 5, "out");
    for (Path file : files("out")) {
      byte[] bytes = Files.readAllBytes(file);
      for (int at = 0; at < bytes.length; at += 7) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        Bench.Ran ran = verify("out");
        assertThat(ran.code()).as("byte %d of %s", at, file).isEqualTo(1);
        assertThat(ran.err()).doesNotContain("INTERNAL");
      }
      Files.delete(file);
      assertThat(verify("out").code()).as("without %s", file).isEqualTo(1);
      Files.write(file, bytes);
    }
    Files.writeString(temp.resolve("out/data/more"), "x");
    assertThat(verify("out").err()).contains("`data/more` is not in the index");
  }

  @Test
  void whoExportsCannotChangeWhatALogHas() throws Exception {
    export("b", 3, 5, "genuine");
    // A log of the same name with another entry, under a checkpoint that the log's key did not
    // sign.
    SigningKey other = SigningKey.generate(new SecureRandom());
    try (TransparencyLog forged =
        TransparencyLog.open(temp.resolve("forged"), other, "seaworthy.test/b")) {
      forged.append(entry(3).replace("fail", "pass").getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(temp.resolve("other.pub"), other.verificationKey().toPem());
    assertThat(export("forged", 3, 5, "false", "other.pub").code()).isZero();
    assertThat(verify("false").err()).contains("not signed by the given key");
    assertThat(verify("genuine", "other.pub", "log.pub").err()).contains("the index names the key");
    assertThat(export("forged", 3, 5, "none").err()).contains("not signed by the given key");
    assertThat(temp.resolve("none")).doesNotExist();
  }

  @Test
  void theGuidesOwnProgramVerifies() throws Exception {
    assumeTrue(runs("python3", "--version"), "no python3");
    export("a,b", 10, 15, "out");
    String guide = Files.readString(temp.resolve("out/VERIFY.md"));
    String program =
        guide
            .substring(guide.indexOf("<<'PROGRAM'\n") + 12, guide.indexOf("       PROGRAM\n"))
            .replaceAll("(?m)^ {7}", "");
    Files.writeString(temp.resolve("check.py"), program);
    List<String> command = List.of("python3", "check.py", "out/data/logs/001", "out/data/logs/002");
    assertThat(python(command)).isEqualTo("0");
    Path entries = temp.resolve("out/data/logs/002/entries.jsonl");
    Files.writeString(entries, Files.readString(entries).replace("fail", "pass"));
    assertThat(python(command)).isEqualTo("1");
  }

  private String python(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("python.log").toFile())
            .start();
    return Integer.toString(process.waitFor());
  }

  private static boolean runs(String... command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private List<Path> files(String folder) throws IOException {
    try (Stream<Path> all = Files.walk(temp.resolve(folder))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void log(String name, int size) throws LogException {
    try (TransparencyLog log =
        TransparencyLog.open(temp.resolve(name), LOG, "seaworthy.test/" + name)) {
      for (int i = 0; i < size; i++) {
        log.append(entry(i).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private String entry(int number) {
    return """
    {"allowed":true,"annotations":{"bundle.kubernetes":"sha256:11"},"dryRun":false,\
    "event":"decision","result":"%s","time":"%s","uid":"u-%d"}\
    """
        .formatted(number % 3 == 1 ? "pass" : "fail", BEGIN.plusSeconds(number), number);
  }

  private Bench.Ran export(String logs, long since, long until, String place) {
    return export(logs, since, until, place, "log.pub");
  }

  private Bench.Ran export(String logs, long since, long until, String place, String logKey) {
    List<Object> words = new ArrayList<>(List.of("admission", "export"));
    Arrays.stream(logs.split(",")).map(temp::resolve).forEach(words::add);
    words.addAll(
        List.of(
            "--log-key",
            temp.resolve(logKey),
            "--key",
            temp.resolve("audit.pem"),
            "--since",
            BEGIN.plusSeconds(since),
            "--until",
            BEGIN.plusSeconds(until),
            "-o",
            temp.resolve(place)));
    return new Bench().run(words.toArray());
  }

  private Bench.Ran verify(String place) {
    return verify(place, "audit.pub", "log.pub");
  }

  private Bench.Ran verify(String place, String key, String logKey) {
    return new Bench()
        .run(
            "admission",
            "verify-export",
            temp.resolve(place),
            "--key",
            temp.resolve(key),
            "--log-key",
            temp.resolve(logKey));
  }
}
