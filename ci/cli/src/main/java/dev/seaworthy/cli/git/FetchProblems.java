package dev.seaworthy.cli.git;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Printable;
import java.io.IOException;
import java.net.URI;

/** What keeps commits from being fetched. */
final class FetchProblems {
  private static final int MOST_SAID = 200;

  private FetchProblems() {}

  static ConfigurationException baseGone(String ref) {
    return new ConfigurationException(
        "BASE_GONE",
        "the repository has no `%s`, which the change is to be merged into".formatted(ref),
        "choose another base for the request");
  }

  static ConfigurationException headGone(String ref) {
    return new ConfigurationException(
        "FETCH_HEAD_GONE",
        "the repository has no `%s`, the last commit of the change".formatted(ref),
        "push the branch again, or close the request");
  }

  static ConfigurationException failed(
      URI source, FetchBudget budget, FetchLimits limits, IOException e) {
    if (budget.isTooLarge()) {
      return new ConfigurationException(
          "REPOSITORY_TOO_LARGE",
          "the repository has more than %d MiB".formatted(limits.maxBytes() >> 20),
          "raise --fetch-mib of the server");
    }
    if (budget.isCancelled()) {
      return new ConfigurationException(
          "FETCH_TOO_SLOW",
          "the repository could not be fetched in %d seconds".formatted(limits.time().toSeconds()),
          "raise --fetch-seconds of the server, or look after the forge");
    }
    return new ConfigurationException(
        "FETCH_FAILED",
        "`%s` cannot be fetched: %s".formatted(source, said(e)),
        "check `clone`, the token and the forge");
  }

  private static String said(IOException e) {
    String text = Printable.of(String.valueOf(e.getMessage()));
    return text.length() <= MOST_SAID ? text : text.substring(0, MOST_SAID) + "…";
  }
}
