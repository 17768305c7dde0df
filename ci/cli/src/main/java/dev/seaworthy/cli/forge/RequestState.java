package dev.seaworthy.cli.forge;

/**
 * A change request as its forge has it now.
 *
 * @param head id of its last commit
 * @param base the branch that it is to be merged into
 * @param open whether it still may be
 */
public record RequestState(String head, String base, boolean open) {
  /** As much of an id as Bitbucket tells. */
  private static final int LEAST = 12;

  /** Whether its last commit is this one. */
  public boolean isAt(String commit) {
    return head.equals(commit) || (head.length() >= LEAST && commit.startsWith(head));
  }
}
