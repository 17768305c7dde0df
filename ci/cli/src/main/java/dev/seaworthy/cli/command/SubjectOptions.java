package dev.seaworthy.cli.command;

import dev.seaworthy.collectors.iam.RbacIdentity;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whom a question about RBAC is about. */
@Command
final class SubjectOptions {
  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      description =
          "Only user:NAME, group:NAME or serviceaccount:NAMESPACE/NAME; may be repeated (default:"
              + " all that a binding names, and all service accounts).")
  List<String> subjects = new ArrayList<>();

  /** The subjects that are asked about, each once and sorted; empty for all. */
  List<RbacIdentity> identities(CommandLine commandLine) {
    return subjects.stream().map(text -> identity(text, commandLine)).distinct().sorted().toList();
  }

  private static RbacIdentity identity(String text, CommandLine commandLine) {
    return RbacIdentity.parse(text)
        .orElseThrow(
            () ->
                new ParameterException(
                    commandLine,
                    "--subject takes user:NAME, group:NAME or serviceaccount:NAMESPACE/NAME, not `"
                        + text
                        + "`"));
  }
}
