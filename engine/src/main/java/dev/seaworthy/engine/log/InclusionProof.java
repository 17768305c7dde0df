package dev.seaworthy.engine.log;

import dev.seaworthy.engine.key.VerificationKey;
import java.util.ArrayList;
import java.util.List;

/**
 * That an entry is in a log, for who has only the log's public key (C2SP tlog-proof).
 *
 * @param index the entry's number, from 0
 * @param path its audit path
 * @param note the signed checkpoint, as it was written
 */
public record InclusionProof(long index, List<TreeHash> path, String note) {
  private static final String FIRST = "c2sp.org/tlog-proof@v1";
  private static final String INDEX = "index ";

  /** A tree of as many entries as a number counts is no higher. */
  private static final int MAX_PATH = 63;

  /** Above any proof with the signatures of many witnesses. */
  public static final int MAX_CHARACTERS = 1 << 17;

  public InclusionProof {
    path = List.copyOf(path);
  }

  /** As a file {@code .tlog-proof} has it. */
  public String text() {
    StringBuilder text = new StringBuilder(FIRST).append('\n').append(INDEX).append(index);
    path.forEach(hash -> text.append('\n').append(hash));
    return text.append("\n\n").append(note).toString();
  }

  /**
   * Reads {@link #text}; nothing is verified yet.
   *
   * @throws LogException if it is malformed
   */
  public static InclusionProof parse(String text) throws LogException {
    int end = text.indexOf("\n\n");
    if (end < 0 || text.length() > MAX_CHARACTERS) {
      throw LogProblems.badProof("it is no tlog-proof of at most 128 KiB");
    }
    List<String> lines = List.of(text.substring(0, end).split("\n", -1));
    // Extra data is not authenticated, and has no meaning here.
    int at = lines.size() > 1 && lines.get(1).startsWith("extra ") ? 2 : 1;
    if (!lines.get(0).equals(FIRST)
        || lines.size() <= at
        || !lines.get(at).startsWith(INDEX)
        || lines.size() - at - 1 > MAX_PATH) {
      throw LogProblems.badProof("its first lines are not `%s` and `index N`".formatted(FIRST));
    }
    try {
      long index = Long.parseLong(lines.get(at).substring(INDEX.length()));
      List<TreeHash> path = new ArrayList<>();
      for (String line : lines.subList(at + 1, lines.size())) {
        path.add(TreeHash.parse(line));
      }
      if (lines.get(at).equals(INDEX + index)) {
        return new InclusionProof(index, path, text.substring(end + 2));
      }
      throw LogProblems.badProof("its index is not written as a plain number");
    } catch (IllegalArgumentException e) {
      throw LogProblems.badProof("its lines are not an index and hashes");
    }
  }

  /**
   * Verifies that {@code entry} is in the log; gives the checkpoint it is under.
   *
   * @throws LogException if it is not, or {@code key} did not sign the checkpoint
   */
  public Checkpoint verify(byte[] entry, VerificationKey key) throws LogException {
    return verify(entry, LogTrust.of(key));
  }

  /** The same where witnesses must have signed the checkpoint too. */
  public Checkpoint verify(byte[] entry, LogTrust trust) throws LogException {
    return under(trust.trusted(note), entry);
  }

  /**
   * The same as far as it can be told without any key: a proof holds together, and may be
   * anybody's.
   */
  public Checkpoint unsigned(byte[] entry) throws LogException {
    return under(Checkpoint.parse(SignedNote.parse(note).text()), entry);
  }

  private Checkpoint under(Checkpoint head, byte[] entry) throws LogException {
    if (!ProofCheck.includes(head.root(), head.size(), index, TreeHash.ofLeaf(entry), path)) {
      throw LogProblems.badProof("the entry is not number %d of that log".formatted(index));
    }
    return head;
  }
}
