package dev.seaworthy.engine.log;

import dev.seaworthy.engine.key.VerificationKey;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a log as it was when it was opened, while others may append to it. Its files are trusted as
 * far as its key and {@link #verify} prove.
 */
public final class LogReader {
  /** Takes entries in their order. */
  @FunctionalInterface
  public interface Entries {
    void take(long index, byte[] entry) throws LogException;
  }

  /** The name of the file in a log's folder that is signed. */
  public static final String CHECKPOINT = LogFiles.CHECKPOINT;

  private final LogFiles files;
  private final LogTrust trust;
  private final String note;
  private final Checkpoint head;
  private final Tiles tiles;

  private LogReader(LogFiles files, LogTrust trust, String note) throws LogException {
    this.files = files;
    this.trust = trust;
    this.note = note;
    this.head = trust.trusted(note);
    this.tiles = new Tiles(files, head.size());
  }

  /**
   * Opens a log.
   *
   * @throws LogException if there is none, or {@code key} did not sign its checkpoint
   */
  public static LogReader open(Path folder, VerificationKey key) throws LogException {
    return open(folder, LogTrust.of(key));
  }

  /** The same where witnesses must have signed its checkpoint too. */
  public static LogReader open(Path folder, LogTrust trust) throws LogException {
    LogFiles files = new LogFiles(folder);
    String note = files.checkpoint().orElseThrow(() -> LogProblems.noLog(folder));
    return new LogReader(files, trust, note);
  }

  public Checkpoint checkpoint() {
    return head;
  }

  /** The checkpoint with its signatures, as it was read. */
  public Cosigned cosigned() {
    return new Cosigned(note);
  }

  /**
   * What a witness is asked with that has seen so many entries: it has the root of these, and holds
   * the proof against it.
   *
   * @throws LogException if the log has fewer, or its tiles cannot be read
   */
  public ConsistencyProof requestFrom(long seen) throws LogException {
    if (seen > head.size()) {
      throw LogProblems.witnessAhead(seen, head.size());
    }
    return new ConsistencyProof(seen, new MerkleTree(tiles, head.size()).consistency(seen), note);
  }

  /** Who of the trusted witnesses signed the checkpoint. */
  public List<Cosignature> cosignatures() throws LogException {
    return trust.cosignatures(note);
  }

  /** The entries from {@code from} to below {@code to}, which the log has. */
  public void read(long from, long to, Entries entries) throws LogException {
    for (long number = from / TilePath.WIDTH; number * TilePath.WIDTH < to; number++) {
      long index = number * TilePath.WIDTH;
      for (byte[] entry : tiles.entries(number)) {
        if (index >= from && index < to) {
          entries.take(index, entry);
        }
        index++;
      }
    }
  }

  /**
   * Proves that an entry is in the log.
   *
   * @throws LogException if there is no such entry, or the tiles do not fit the checkpoint
   */
  public InclusionProof prove(long index) throws LogException {
    if (index < 0 || index >= head.size()) {
      throw LogProblems.noSuchEntry(index, head.size());
    }
    InclusionProof proof =
        new InclusionProof(index, new MerkleTree(tiles, head.size()).inclusion(index), note);
    read(index, index + 1, (at, entry) -> proof.verify(entry, trust));
    return proof;
  }

  /**
   * Proves that the entries from {@code from} to below {@code to} are in the log.
   *
   * @throws LogException if it has not so many, or the tiles do not fit the checkpoint
   */
  public RangeProof proveRange(long from, long to) throws LogException {
    if (from < 0 || from > to || to > head.size()) {
      throw LogProblems.noSuchEntry(to - 1, head.size());
    }
    List<TreeHash> path = new MerkleTree(tiles, head.size()).without(from, to);
    return new RangeProof(from, to - from, path, note);
  }

  /**
   * Verifies every entry and every hash against the signed root.
   *
   * @throws LogException at the first that does not fit
   */
  public void verify() throws LogException {
    TreeCheck check = new TreeCheck(files, tiles, head.size());
    read(0, head.size(), check::entry);
    TreeHash root = check.finish();
    if (!root.equals(head.root())) {
      throw LogProblems.damaged(files.checkpointFile(), "is not the head of these entries");
    }
  }

  /**
   * Proves that this log extends the one that an earlier checkpoint was made of: nothing that was
   * in it was changed or taken out.
   *
   * @param earlier the signed checkpoint
   * @throws LogException if it does not, or {@code earlier} is another log's
   */
  public ConsistencyProof proveFrom(String earlier) throws LogException {
    long from = LogTrust.of(trust.key()).trusted(earlier).size();
    ConsistencyProof proof =
        new ConsistencyProof(from, new MerkleTree(tiles, head.size()).consistency(from), note);
    proof.verify(earlier, trust);
    return proof;
  }
}
