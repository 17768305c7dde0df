package dev.seaworthy.engine.log;

/**
 * The head of a log (C2SP tlog-checkpoint). Without a signature it proves nothing.
 *
 * @param origin the log's name: one line, no spaces
 * @param size the number of entries
 * @param root the root of the tree over them
 */
public record Checkpoint(String origin, long size, TreeHash root) {
  private static final int LINES = 3;

  public Checkpoint {
    if (!SignedNote.isName(origin) || size < 0) {
      throw new IllegalArgumentException("a log has a name and a size");
    }
  }

  /** The text that is signed. */
  String text() {
    return origin + "\n" + size + "\n" + root + "\n";
  }

  /**
   * Reads {@link #text}; extension lines are refused, for no monitor would see them.
   *
   * @throws LogException if it is not a checkpoint in its one form
   */
  static Checkpoint parse(String text) throws LogException {
    String[] lines = text.split("\n", -1);
    if (lines.length != LINES + 1) {
      throw LogProblems.malformed("it has not three lines");
    }
    try {
      Checkpoint read =
          new Checkpoint(lines[0], Long.parseLong(lines[1]), TreeHash.parse(lines[2]));
      if (read.text().equals(text)) {
        return read;
      }
    } catch (IllegalArgumentException e) {
      throw LogProblems.malformed("its lines are not name, size and root");
    }
    throw LogProblems.malformed("its size is not written as a plain number");
  }
}
