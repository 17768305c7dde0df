package dev.seaworthy.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What a command asks of its options. */
final class Usage {
  private Usage() {}

  /** Refuses the command line unless {@code holds}. */
  static void require(CommandSpec command, boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(command.commandLine(), message);
    }
  }
}
