package dev.seaworthy.engine.log;

import java.util.ArrayList;
import java.util.List;

/**
 * That a log extends an earlier state of it (RFC 6962, section 2.1.2), for who has the checkpoint
 * of that state; in the form in which a witness is asked to sign (C2SP tlog-witness).
 *
 * @param from how many entries there were
 * @param note the later signed checkpoint, as it was written
 */
public record ConsistencyProof(long from, List<TreeHash> path, String note) {
  private static final String FIRST = "old ";

  /** From a tree of as many entries as a number counts to another. */
  private static final int MAX_PATH = 63;

  private static final int MAX_CHARACTERS = 1 << 17;

  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** As a file has it. */
  public String text() {
    StringBuilder text = new StringBuilder(FIRST).append(from);
    path.forEach(hash -> text.append('\n').append(hash));
    return text.append("\n\n").append(note).toString();
  }

  /**
   * Reads {@link #text}, in its one form; nothing is verified yet.
   *
   * @throws LogException if it is malformed
   */
  public static ConsistencyProof parse(String text) throws LogException {
    int end = text.indexOf("\n\n");
    if (end < 0 || text.length() > MAX_CHARACTERS) {
      throw LogProblems.badProof("it is no proof of consistency of at most 128 KiB");
    }
    List<String> lines = List.of(text.substring(0, end).split("\n", -1));
    try {
      if (lines.get(0).startsWith(FIRST) && lines.size() - 1 <= MAX_PATH) {
        long from = Long.parseLong(lines.get(0).substring(FIRST.length()));
        List<TreeHash> path = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
          path.add(TreeHash.parse(line));
        }
        if (lines.get(0).equals(FIRST + from)) {
          return new ConsistencyProof(from, path, text.substring(end + 2));
        }
      }
    } catch (IllegalArgumentException e) {
      throw LogProblems.badProof("its lines are not `old N` and hashes");
    }
    throw LogProblems.badProof("its first line is not `old N`");
  }

  /**
   * Verifies that nothing which was in the log then was changed or taken out; gives the later
   * checkpoint.
   *
   * @param earlier the signed checkpoint of the earlier state
   * @throws LogException if it was, or {@code earlier} is another log's
   */
  public Checkpoint verify(String earlier, LogTrust trust) throws LogException {
    Checkpoint before = LogTrust.of(trust.key()).trusted(earlier);
    Checkpoint head = trust.trusted(note);
    if (!before.origin().equals(head.origin())) {
      throw LogProblems.malformed("it is of the log `%s`".formatted(before.origin()));
    }
    if (before.size() != from
        || !ProofCheck.extendsTree(before.root(), from, head.root(), head.size(), path)) {
      throw LogProblems.notAnExtension(before.size(), head.size());
    }
    return head;
  }
}
