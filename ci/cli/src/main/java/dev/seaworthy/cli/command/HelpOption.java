package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --help}, for every command. */
@Command
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean requested;
}
