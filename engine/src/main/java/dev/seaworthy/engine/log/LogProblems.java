package dev.seaworthy.engine.log;

import dev.seaworthy.engine.evidence.Problem;
import java.nio.file.Path;

/** What can be wrong with a log. */
final class LogProblems {
  private static final String RESTORE = "restore the log from a copy, and keep this one as it is";

  private LogProblems() {}

  static LogException unreadable(Path file) {
    return exception(
        "LOG_UNREADABLE",
        "`%s` cannot be read".formatted(file),
        "check that it is there and yours to read");
  }

  static LogException unwritable(Path file) {
    return exception(
        "LOG_UNWRITABLE",
        "`%s` cannot be written".formatted(file),
        "check the folder's permissions and the space on its disk");
  }

  static LogException inUse(Path folder) {
    return exception(
        "LOG_IN_USE",
        "another process writes the log `%s`".formatted(folder),
        "stop it, or give each process a folder of its own");
  }

  static LogException damaged(Path file, String why) {
    return exception("LOG_DAMAGED", "`%s` %s".formatted(file, why), RESTORE);
  }

  static LogException noLog(Path folder) {
    return exception(
        "NO_LOG",
        "`%s` holds no log: it has no checkpoint".formatted(folder),
        "name the folder that `admission serve --decisions` writes");
  }

  static LogException notSigned(String what) {
    return exception(
        "CHECKPOINT_NOT_SIGNED",
        "the checkpoint is not signed by the given key: " + what,
        "give the public key of the log; if it is the right one, somebody else wrote the checkpoint");
  }

  static LogException tooFewWitnesses(int found, int needed) {
    return exception(
        "TOO_FEW_WITNESSES",
        "%d of the trusted witnesses signed the checkpoint; %d must".formatted(found, needed),
        "get a checkpoint that more of them signed, or name those who did");
  }

  static LogException notCosigned() {
    return exception(
        "NOT_COSIGNED",
        "the answer has no signature of a witness that is named",
        "name the verifier key of the witness that is asked, as it publishes it");
  }

  static LogException witnessAhead(long from, long size) {
    return exception(
        "WITNESS_AHEAD",
        "the witness has seen %d entries of this log, and here are %d".formatted(from, size),
        "find out which is the log: this may be an old copy, or another that was signed by its key");
  }

  static LogException grown(Path file) {
    return exception(
        "LOG_GREW",
        "`%s` is another by now than the one that was asked about".formatted(file),
        "ask again");
  }

  static LogException malformed(String what) {
    return exception(
        "CHECKPOINT_MALFORMED",
        "the checkpoint is malformed: " + what,
        "name a checkpoint as C2SP tlog-checkpoint describes it");
  }

  static LogException notAnExtension(long from, long to) {
    return exception(
        "LOG_REWRITTEN",
        "the log of %d entries does not extend the one of %d that was signed before"
            .formatted(to, from),
        RESTORE);
  }

  static LogException badSize(int bytes) {
    return exception(
        "ENTRY_SIZE",
        "an entry has %d bytes; a log takes 1 to %d".formatted(bytes, EntryBundle.MAX_ENTRY_BYTES),
        "log a digest of it");
  }

  static LogException badProof(String why) {
    return exception(
        "PROOF_REFUSED", "the proof does not hold: " + why, "ask for a proof of this very entry");
  }

  static Problem lost(long first, long count) {
    return new Problem(
        "ENTRIES_LOST",
        "%d entries from number %d on are lost, and stand in the log as lost"
            .formatted(count, first),
        "find out who or what changed the files under `pending`");
  }

  static Problem setAside(Path file, long whole) {
    return new Problem(
        "PENDING_DAMAGED",
        "`%s` was damaged: %d entries of it are kept".formatted(file, whole),
        "look at what follows them in the file, and find out what damaged it");
  }

  static LogException noSuchEntry(long index, long size) {
    return exception(
        "NO_SUCH_ENTRY",
        "the sealed log has no entry %d: it has %d".formatted(index, size),
        size == 0 ? "wait until the log is sealed" : "name one from 0 to %d".formatted(size - 1));
  }

  private static LogException exception(String code, String message, String fix) {
    return new LogException(new Problem(code, message, fix));
  }
}
