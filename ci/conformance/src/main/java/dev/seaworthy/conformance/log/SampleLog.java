package dev.seaworthy.conformance.log;

import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.InclusionProof;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import dev.seaworthy.engine.log.TransparencyLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * Makes a log whose entry N is {@code entry N}, with each checkpoint on its way and some proofs.
 */
public final class SampleLog {
  /** Around the borders of tiles, and beyond a tile of tiles. */
  private static final List<Integer> SIZES =
      List.of(1, 2, 3, 7, 255, 256, 257, 511, 512, 1000, 65_536, 65_836);

  private SampleLog() {}

  /** Writes into the folder that is the one argument. */
  public static void main(String[] args) throws IOException, LogException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    SigningKey key = SigningKey.generate(new SecureRandom());
    Files.write(folder.resolve("key.der"), key.verificationKey().toPublicKeyInfo());
    Path checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
    Path proofs = Files.createDirectories(folder.resolve("proofs"));
    Path log = folder.resolve("log");
    try (TransparencyLog open = TransparencyLog.open(log, key, "seaworthy.test/sample")) {
      int next = 0;
      for (int size : SIZES) {
        for (; next < size; next++) {
          open.append(("entry " + next).getBytes(StandardCharsets.UTF_8));
        }
        open.seal();
        Files.copy(log.resolve("checkpoint"), checkpoints.resolve(Integer.toString(size)));
        LogReader reader = LogReader.open(log, key.verificationKey());
        for (int index : List.of(0, size / 2, size - 1)) {
          InclusionProof proof = reader.prove(index);
          Files.writeString(proofs.resolve(size + "-" + index + ".tlog-proof"), proof.text());
        }
      }
    }
  }
}
