package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about time stamps. */
@Command(
    name = "timestamp",
    description = "Try out time stamps (RFC 3161).",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  seaworthy timestamp serve --test -o test-authority"})
final class TimestampCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
