package dev.seaworthy.cli.change;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.forge.Publication;
import dev.seaworthy.cli.forge.Publisher;
import dev.seaworthy.cli.git.ChangedLines;
import dev.seaworthy.cli.git.GitRepository;
import dev.seaworthy.engine.evidence.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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
   * @param sarif of the head, where code scanning is to be told
   * @return what the user should know
   */
  public List<String> tell(
      GitRepository git, Change change, boolean passed, Optional<String> sarif, Publisher publisher)
      throws ConfigurationException {
    StringBuilder comment = new StringBuilder();
    try {
      if (publisher.isPlain()) {
        PlainComment.write(change, command.of(change), comment);
      } else {
        ChangeMarkdown.write(change, command.of(change), link, comment);
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    ChangedLines lines =
        git.changedLines(change.base(), change.head(), ChangePublication.files(change));
    ChangePublication told = new ChangePublication(change, lines, publisher::suggestion);
    return publisher.publish(told.of(name, passed, comment.toString(), link).with(sarif));
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
    if (publisher.isPlain()) {
      return publisher.publish(unjudged(head, title, problems, PlainComment.of(title, problems)));
    }
    StringBuilder comment = new StringBuilder("### Seaworthy: " + title + "\n\n");
    for (Problem problem : problems) {
      comment
          .append("- ")
          .append(Markdown.prose(problem.message()))
          .append("; mend: ")
          .append(Markdown.prose(problem.fix()))
          .append('\n');
    }
    return publisher.publish(unjudged(head, title, problems, comment.toString()));
  }

  private Publication unjudged(String head, String title, List<Problem> problems, String comment) {
    String first = problems.isEmpty() ? title : title + ": " + problems.get(0).message();
    return new Publication(name, head, false, first, comment, link, List.of(), List.of());
  }
}
