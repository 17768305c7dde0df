package dev.seaworthy.cli.audit;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.log.InclusionProof;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import dev.seaworthy.engine.log.TransparencyLog;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.LoggedVerdict;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * A log of verdicts on this machine. It is open for as long as one entry needs, so that runs on one
 * folder wait for each other.
 */
public final class VerdictLog implements LoggedVerdict.Log {
  private final Path folder;
  private final Signer key;
  private final Consumer<Problem> found;

  /**
   * @param key signs its checkpoints
   * @param found is told what an earlier process left broken and keeps nothing from going on
   */
  public VerdictLog(Path folder, Signer key, Consumer<Problem> found) {
    this.folder = folder;
    this.key = key;
    this.found = found;
  }

  @Override
  public InclusionProof append(byte[] entry) throws BundleException {
    try (TransparencyLog log =
        TransparencyLog.open(folder, key, "seaworthy/verdicts/" + randomName())) {
      log.found().forEach(found);
      long index = log.append(entry);
      log.seal();
      return LogReader.open(folder, key.verificationKey()).prove(index);
    } catch (LogException e) {
      throw new BundleException(e.problem());
    }
  }

  /** Another log has another name, though its key be the same. */
  private static String randomName() {
    byte[] name = new byte[8];
    new SecureRandom().nextBytes(name);
    return HexFormat.of().formatHex(name);
  }
}
