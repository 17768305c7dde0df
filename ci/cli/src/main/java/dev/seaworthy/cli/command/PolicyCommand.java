package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about policy bundles. */
@Command(
    name = "policy",
    description = "List and show policies; write, test, build, compare, publish and pin bundles.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Examples:", "  seaworthy policy list", "  seaworthy policy show IMG-05"})
final class PolicyCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
