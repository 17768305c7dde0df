package dev.seaworthy.cli.git;

import dev.seaworthy.cli.ConfigurationException;

/** What keeps a commit from being read. */
final class GitProblems {
  private GitProblems() {}

  static ConfigurationException noRepository(String where) {
    return new ConfigurationException(
        "NO_REPOSITORY",
        "there is no git repository at `%s` or above it".formatted(where),
        "run it inside a checkout, or name one: `--repository DIR`");
  }

  static ConfigurationException unknownRevision(String revision, boolean shallow) {
    return new ConfigurationException(
        "UNKNOWN_REVISION",
        "the repository has no commit `%s`%s".formatted(revision, shallow ? "; it is shallow" : ""),
        shallow
            ? "fetch the whole history: `git fetch --unshallow origin`"
            : "fetch it, `git fetch origin`, or check the name");
  }

  static ConfigurationException ambiguous(String revision) {
    return new ConfigurationException(
        "AMBIGUOUS_REVISION",
        "more than one object has an id like `%s`".formatted(revision),
        "write the whole commit id");
  }

  static ConfigurationException noBase() {
    return new ConfigurationException(
        "NO_BASE",
        "nothing tells what the change is compared with",
        "name it: `--base origin/main`");
  }

  static ConfigurationException noMergeBase(String base, String head, boolean shallow) {
    return new ConfigurationException(
        shallow ? "SHALLOW_CLONE" : "NO_MERGE_BASE",
        shallow
            ? "this shallow clone does not reach the commit where `%s` left `%s`"
                .formatted(head, base)
            : "`%s` and `%s` have no history in common".formatted(head, base),
        shallow
            ? "fetch the whole history: `git fetch --unshallow origin`"
            : "name a --base that the change began from");
  }

  static ConfigurationException unreadable(String why) {
    return new ConfigurationException(
        "GIT_UNREADABLE",
        "the repository cannot be read: %s".formatted(why),
        "see `git fsck`; fetch what a partial clone left out: `git fetch --refetch --no-filter`");
  }

  static ConfigurationException tooLarge(String commit, String what) {
    return new ConfigurationException(
        "TREE_TOO_LARGE",
        "commit `%s` has more than %s".formatted(commit, what),
        "judge a smaller repository, or check folders of it with `seaworthy check`");
  }

  static ConfigurationException unwritable() {
    return new ConfigurationException(
        "CANNOT_WRITE",
        "a commit cannot be written to the temporary folder",
        "check its space and rights");
  }
}
