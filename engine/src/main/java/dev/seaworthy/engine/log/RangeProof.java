package dev.seaworthy.engine.log;

import dev.seaworthy.engine.key.VerificationKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * That entries which follow each other are in a log, for who has nothing else of it: the hashes of
 * the largest subtrees (RFC 6962, section 2.1) that hold none of them, in the order of the tree,
 * and the signed checkpoint. With the entries they give the root.
 *
 * @param first the number of the first entry, from 0
 * @param count how many entries there are
 * @param note the signed checkpoint, as it was written
 */
public record RangeProof(long first, long count, List<TreeHash> path, String note) {
  private static final String HEAD = "seaworthy.dev/log-range@v1";
  private static final String FIRST = "first ";
  private static final String COUNT = "count ";

  /** On each side of a range a tree has no more subtrees than it is high. */
  private static final int MAX_PATH = 2 * 63;

  private static final int MAX_CHARACTERS = 1 << 17;
  private static final int HEAD_LINES = 3;

  public RangeProof {
    path = List.copyOf(path);
    if (first < 0 || count < 0 || first > Long.MAX_VALUE - count) {
      throw new IllegalArgumentException("a range begins somewhere and has a length");
    }
  }

  /** As a file has it. */
  public String text() {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    text.append(FIRST).append(first).append('\n').append(COUNT).append(count);
    path.forEach(hash -> text.append('\n').append(hash));
    return text.append("\n\n").append(note).toString();
  }

  /**
   * Reads {@link #text}, in its one form; nothing is verified yet.
   *
   * @throws LogException if it is malformed
   */
  public static RangeProof parse(String text) throws LogException {
    int end = text.indexOf("\n\n");
    if (end < 0 || text.length() > MAX_CHARACTERS) {
      throw LogProblems.badProof("it is no proof of a range of at most 128 KiB");
    }
    List<String> lines = text.substring(0, end).lines().toList();
    if (lines.size() < HEAD_LINES || lines.size() > HEAD_LINES + MAX_PATH) {
      throw malformed();
    }
    try {
      List<TreeHash> path = new ArrayList<>();
      for (String line : lines.subList(HEAD_LINES, lines.size())) {
        path.add(TreeHash.parse(line));
      }
      RangeProof read =
          new RangeProof(
              number(lines.get(1), FIRST),
              number(lines.get(2), COUNT),
              path,
              text.substring(end + 2));
      if (read.text().equals(text)) {
        return read;
      }
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static long number(String line, String name) {
    if (!line.startsWith(name)) {
      throw new IllegalArgumentException(name);
    }
    return Long.parseLong(line.substring(name.length()));
  }

  private static LogException malformed() {
    return LogProblems.badProof("its lines are not a range and hashes");
  }

  /**
   * Verifies that {@code entries} are that range of the log; gives the checkpoint it is under.
   *
   * @throws LogException if they are not, or {@code key} did not sign the checkpoint
   */
  public Checkpoint verify(List<byte[]> entries, VerificationKey key) throws LogException {
    Checkpoint head = Checkpoint.parse(SignedNote.verified(note, key));
    if (entries.size() != count || first + count > head.size()) {
      throw LogProblems.badProof("it is of %d entries from number %d on".formatted(count, first));
    }
    Iterator<TreeHash> hashes = path.iterator();
    TreeHash root = head.size() == 0 ? TreeHash.OF_NOTHING : over(0, head.size(), entries, hashes);
    if (hashes.hasNext() || !root.equals(head.root())) {
      throw LogProblems.badProof("with these entries it does not give the signed root");
    }
    return head;
  }

  private TreeHash over(long begin, long end, List<byte[]> entries, Iterator<TreeHash> hashes)
      throws LogException {
    if (end <= first || begin >= first + count) {
      if (!hashes.hasNext()) {
        throw LogProblems.badProof("it lacks hashes");
      }
      return hashes.next();
    }
    if (end - begin == 1) {
      return TreeHash.ofLeaf(entries.get((int) (begin - first)));
    }
    long middle = begin + MerkleTree.split(end - begin);
    TreeHash left = over(begin, middle, entries, hashes);
    return TreeHash.ofNode(left, over(middle, end, entries, hashes));
  }
}
