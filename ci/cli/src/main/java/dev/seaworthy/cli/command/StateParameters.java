package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The two states that are compared. */
@Command
final class StateParameters {
  @Parameters(index = "0", paramLabel = "A", description = "The state before: a file or folder.")
  String before = "";

  @Parameters(index = "1", paramLabel = "B", description = "The state after.")
  String after = "";
}
