package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The form of a result that is a table for people or JSON for programs. */
@Command
final class FormOption {
  /** What is printed. */
  enum Form {
    TABLE,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json (default: ${DEFAULT-VALUE}).")
  Form format = Form.TABLE;
}
