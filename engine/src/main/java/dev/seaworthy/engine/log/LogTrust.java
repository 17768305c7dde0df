package dev.seaworthy.engine.log;

import dev.seaworthy.engine.key.VerificationKey;
import java.util.List;

/**
 * Whose signatures a checkpoint must have.
 *
 * @param key the log's
 */
public record LogTrust(VerificationKey key, Witnesses witnesses) {
  /** The log's alone. */
  public static LogTrust of(VerificationKey key) {
    return new LogTrust(key, Witnesses.NONE);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws LogException if a signature that must be there is not, or does not verify
   */
  Checkpoint trusted(String note) throws LogException {
    SignedNote read = SignedNote.parse(note);
    Checkpoint head = Checkpoint.parse(read.signedBy(key));
    witnesses.require(read);
    return head;
  }

  /**
   * Who of the witnesses signed a checkpoint.
   *
   * @throws LogException as {@link #trusted}
   */
  public List<Cosignature> cosignatures(String note) throws LogException {
    return witnesses.require(SignedNote.parse(note));
  }
}
