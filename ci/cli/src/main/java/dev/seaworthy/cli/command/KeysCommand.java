package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about keys. */
@Command(
    name = "keys",
    description = "Make keys to seal verdicts with.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  seaworthy keys generate -o release-key.pem"})
final class KeysCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
