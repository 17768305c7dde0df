package dev.seaworthy.cli.change;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.forge.Publication;
import dev.seaworthy.cli.forge.Publisher;
import dev.seaworthy.cli.git.ChangedLines;
import dev.seaworthy.cli.git.GitRepository;
import dev.seaworthy.engine.evidence.Problem;
import java.io.IOException;
import java.util.List;

/**
 * Tells a result where the change is discussed.
 *
 * @param name of the comment and the status
 * @param link to the run; empty where there is none
 * @param command that gives the same result
 */
public record ChangeTelling(String name, String link, Reproduction command) {
  /**
   * Tells what a change does.
   *
   * @param passed whether it may go on
   * @return what the user should know
   */
  public List<String> tell(GitRepository git, Change change, boolean passed, Publisher publisher)
      throws ConfigurationException {
    StringBuilder comment = new StringBuilder();
    try {
      ChangeMarkdown.write(change, command.of(change), link, comment);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    ChangedLines lines =
        git.changedLines(change.base(), change.head(), ChangePublication.files(change));
    ChangePublication told = new ChangePublication(change, lines, publisher::suggestion);
    return publisher.publish(told.of(name, passed, comment.toString(), link));
  }

  /**
   * Tells why a change could not be judged: what is unknown does not pass.
   *
   * @param head id of its last commit
   * @return what the user should know
   */
  public List<String> tell(String head, List<Problem> problems, Publisher publisher)
      throws ConfigurationException {
    String title = "This change cannot be judged";
    StringBuilder comment = new StringBuilder("### Seaworthy: " + title + "\n\n");
    for (Problem problem : problems) {
      comment
          .append("- ")
          .append(Markdown.prose(problem.message()))
          .append("; mend: ")
          .append(Markdown.prose(problem.fix()))
          .append('\n');
    }
    String first = problems.isEmpty() ? title : title + ": " + problems.get(0).message();
    return publisher.publish(
        new Publication(name, head, false, first, comment.toString(), link, List.of(), List.of()));
  }
}
