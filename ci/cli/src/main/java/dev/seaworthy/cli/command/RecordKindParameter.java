package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Suggestion;
import dev.seaworthy.collectors.record.RecordKind;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The kind of record that a command is about. */
@Command
final class RecordKindParameter {
  @Parameters(
      arity = "1",
      paramLabel = "KIND",
      description = "Such as RestoreDrill; `record list` shows them all.")
  String name = "";

  /**
   * The kind.
   *
   * @throws ConfigurationException if there is none of that name
   */
  RecordKind kind() throws ConfigurationException {
    return RecordKind.named(name)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "UNKNOWN_RECORD",
                    "there is no record of kind `%s`".formatted(name),
                    Suggestion.fix(name, new TreeSet<>(RecordKind.names()))));
  }
}
