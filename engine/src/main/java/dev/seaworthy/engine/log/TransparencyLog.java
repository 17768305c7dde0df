package dev.seaworthy.engine.log;

import dev.seaworthy.engine.disk.FolderLock;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.SignerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A log that one process appends to. {@link #append} hands an entry to the system and returns: the
 * entry outlives this process. {@link #seal} brings what was appended under a signed checkpoint and
 * onto the disk. Killed at any point it goes on where it was: nothing that was appended is lost.
 *
 * <p>Safe for many threads; appending does not wait for sealing.
 */
public final class TransparencyLog implements AutoCloseable {
  /** Stands where an entry was taken and is lost. */
  public static final byte[] LOST = "{\"event\":\"lost\"}".getBytes(StandardCharsets.UTF_8);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LogFiles files;
  private final Pending pending;
  private final Signer key;
  private final FolderLock.Held lock;
  private final List<Problem> found = new CopyOnWriteArrayList<>();

  /** Held while a checkpoint is made. */
  private final Object sealing = new Object();

  private volatile Checkpoint sealed;

  /** Guarded by this, as {@link #next}. */
  private WriteAhead open;

  private long next;

  private TransparencyLog(LogFiles files, Signer key, String origin, FolderLock.Held lock)
      throws LogException {
    this.files = files;
    this.pending = new Pending(files.folder());
    this.key = key;
    this.lock = lock;
    Optional<String> note = files.checkpoint();
    this.sealed = note.isPresent() ? trusted(note.get()) : first(origin);
    sealFiles(pending.files());
    this.next = sealed.size();
    this.open = pending.begin(next);
  }

  /**
   * Opens a log and seals what an earlier process left; makes one where there is none.
   *
   * @param origin the name of a new log: one line without spaces, which no other log has
   * @throws LogException if another process has it open, the key is not the log's, or its files
   *     cannot be read or written or do not fit its checkpoint
   */
  public static TransparencyLog open(Path folder, Signer key, String origin) throws LogException {
    FolderLock.Held lock = lock(folder);
    try {
      return new TransparencyLog(new LogFiles(folder), key, origin, lock);
    } catch (LogException | RuntimeException e) {
      release(lock);
      throw e;
    }
  }

  /**
   * Puts signatures of witnesses under the checkpoint.
   *
   * @param before the checkpoint that they were asked about
   * @throws LogException if another process has the log open, or it has another checkpoint by now
   */
  public static void cosign(Path folder, Cosigned before, Cosigned after) throws LogException {
    FolderLock.Held lock = lock(folder);
    try {
      LogFiles files = new LogFiles(folder);
      if (!files.checkpoint().equals(Optional.of(before.note()))) {
        throw LogProblems.grown(files.checkpointFile());
      }
      files.writeCheckpoint(after.note());
    } finally {
      release(lock);
    }
  }

  /** What was wrong with the files of an earlier process and kept nothing from going on. */
  public List<Problem> found() {
    return List.copyOf(found);
  }

  /** The last checkpoint. */
  public Checkpoint sealed() {
    return sealed;
  }

  /** How many entries wait for a checkpoint. */
  public synchronized long unsealed() {
    return next - sealed.size();
  }

  /**
   * Appends an entry; gives its index.
   *
   * @throws LogException if it is empty or larger than 65,535 bytes, or the disk does not take it
   */
  public synchronized long append(byte[] entry) throws LogException {
    if (entry.length == 0 || entry.length > EntryBundle.MAX_ENTRY_BYTES) {
      throw LogProblems.badSize(entry.length);
    }
    try {
      open.append(entry);
    } catch (IOException e) {
      throw LogProblems.unwritable(files.folder());
    }
    return next++;
  }

  /** Waits until all that was appended is on the disk. */
  public void force() throws LogException {
    synchronized (sealing) {
      force(current());
    }
  }

  /** Signs a checkpoint over all that was appended before. */
  public Checkpoint seal() throws LogException {
    synchronized (sealing) {
      WriteAhead full = turnOver();
      if (full != null) {
        force(full);
        close(full);
      }
      List<Path> waiting = pending.files();
      if (waiting.isEmpty()) {
        throw LogProblems.damaged(files.folder(), "has lost the file that is being written");
      }
      // The last one takes what is appended meanwhile.
      sealFiles(waiting.subList(0, waiting.size() - 1));
      return sealed;
    }
  }

  private synchronized WriteAhead current() {
    return open;
  }

  /** Begins a new file where the present one has entries; gives that one. */
  private synchronized @Nullable WriteAhead turnOver() throws LogException {
    if (open.isEmpty()) {
      return null;
    }
    WriteAhead full = open;
    open = pending.begin(next);
    return full;
  }

  private void force(WriteAhead file) throws LogException {
    try {
      file.force();
      pending.force();
    } catch (IOException e) {
      throw LogProblems.unwritable(files.folder());
    }
  }

  private void close(WriteAhead file) throws LogException {
    try {
      file.close();
    } catch (IOException e) {
      throw LogProblems.unwritable(files.folder());
    }
  }

  private void sealFiles(List<Path> waiting) throws LogException {
    TileWriter writer = new TileWriter(files, sealed.size());
    for (Path file : waiting) {
      // Below it they are under the checkpoint: a crash came before the file was taken away.
      if (Pending.first(file) >= sealed.size()) {
        add(file, writer);
      }
    }
    long size = writer.finish();
    if (size > sealed.size()) {
      Checkpoint grown =
          new Checkpoint(
              sealed.origin(), size, new MerkleTree(new Tiles(files, size), size).root());
      files.writeCheckpoint(signed(grown));
      sealed = grown;
    }
    for (Path file : waiting) {
      pending.drop(file);
    }
  }

  private void add(Path file, TileWriter writer) throws LogException {
    long first = Pending.first(file);
    long expected = writer.size();
    if (first > expected) {
      found.add(LogProblems.lost(expected, first - expected));
      // Each entry keeps the number that was told when it was taken.
      while (writer.size() < first) {
        writer.add(LOST);
      }
    }
    if (first < expected || Pending.read(file, writer::add) == Pending.End.DAMAGED) {
      Path kept = pending.keep(file);
      found.add(LogProblems.setAside(kept, Math.max(0, writer.size() - expected)));
    }
  }

  private Checkpoint trusted(String note) throws LogException {
    Checkpoint read = Checkpoint.parse(SignedNote.verified(note, key.verificationKey()));
    TreeHash root = new MerkleTree(new Tiles(files, read.size()), read.size()).root();
    if (!root.equals(read.root())) {
      throw LogProblems.damaged(files.checkpointFile(), "is not the head of these tiles");
    }
    return read;
  }

  private Checkpoint first(String origin) throws LogException {
    Checkpoint empty = new Checkpoint(origin, 0, TreeHash.OF_NOTHING);
    files.writeCheckpoint(signed(empty));
    return empty;
  }

  /** What waits for a checkpoint goes on waiting where none can be signed. */
  private String signed(Checkpoint checkpoint) throws LogException {
    try {
      return SignedNote.sign(checkpoint.text(), checkpoint.origin(), key);
    } catch (SignerException e) {
      throw new LogException(
          new Problem(
              "KEY_REFUSED",
              e.told(),
              "look at the log's key with `seaworthy keys check`, and run the command again"));
    }
  }

  /** Seals, and lets another process open the log. */
  @Override
  public void close() throws LogException {
    try {
      seal();
    } finally {
      release(lock);
    }
  }

  private static FolderLock.Held lock(Path folder) throws LogException {
    try {
      Files.createDirectories(folder);
      return new FolderLock(folder, PATIENCE).take();
    } catch (FolderLock.BusyException e) {
      throw LogProblems.inUse(folder);
    } catch (IOException e) {
      throw LogProblems.unwritable(folder);
    }
  }

  private static void release(FolderLock.Held lock) {
    try {
      lock.close();
    } catch (IOException e) {
      // The system takes it back with the process.
      assert e != null;
    }
  }
}
