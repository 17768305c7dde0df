package dev.seaworthy.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.SigningKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that appends and seals as fast as it can, again and again, and demands each entry
 * whose number it told. {@code -Dlog.kills=300} kills it as often.
 */
class KilledLogTest {
  private static final int KILLS = Integer.getInteger("log.kills", 8);

  @TempDir Path folder;

  @Test
  void noEntryThatWasTakenIsLostByAKill() throws Exception {
    SigningKey key = SigningKey.generate(new SecureRandom());
    Path keyFile = Files.writeString(folder.resolve("key.pem"), key.toPem());
    Path log = folder.resolve("log");
    Random random = new Random(KILLS);
    long told = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long last = runAndKill(log, keyFile, 20 + random.nextInt(300));
      told = Math.max(told, last + 1);
      try (TransparencyLog opened = TransparencyLog.open(log, key, "seaworthy.test/killed")) {
        assertThat(opened.found()).isEmpty();
        assertThat(opened.sealed().size()).isGreaterThanOrEqualTo(told);
      }
    }
    assertThat(told).isGreaterThan(KILLS);
    LogReader reader = LogReader.open(log, key.verificationKey());
    reader.verify();
    reader.read(
        0,
        reader.checkpoint().size(),
        (index, entry) ->
            assertThat(new String(entry, StandardCharsets.UTF_8)).isEqualTo("entry " + index));
  }

  /** The last number that the process told before it was killed; -1 if it told none. */
  private static long runAndKill(Path log, Path key, int millis)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                log.toString(),
                key.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = -1;
    try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
      // Until then it only starts, and a kill would show nothing.
      String line = told.readLine();
      Thread killer =
          new Thread(
              () -> {
                try {
                  Thread.sleep(millis);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                // By its handle: the process itself would close the pipe with what it told.
                process.toHandle().destroyForcibly();
              });
      killer.start();
      for (; line != null && line.endsWith("."); line = told.readLine()) {
        last = Long.parseLong(line.substring(0, line.length() - 1));
      }
      killer.join();
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return last;
  }

  /** Tells the number of each entry once it was taken, and seals all the time. */
  static final class Appender {
    private Appender() {}

    public static void main(String[] args) throws IOException, KeyException, LogException {
      SigningKey key = SigningKey.fromPem(Files.readString(Path.of(args[1])));
      TransparencyLog log = TransparencyLog.open(Path.of(args[0]), key, "seaworthy.test/killed");
      Thread sealer = new Thread(() -> sealForever(log));
      sealer.setDaemon(true);
      sealer.start();
      for (long index = log.sealed().size(); ; index++) {
        long taken = log.append(("entry " + index).getBytes(StandardCharsets.UTF_8));
        // The dot shows that the kernel took the whole line.
        System.out.write((taken + ".\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
      }
    }

    private static void sealForever(TransparencyLog log) {
      try {
        while (true) {
          log.seal();
        }
      } catch (LogException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
