package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about tokens that let through what would be refused. */
@Command(
    name = "break-glass",
    description = "Let through what the webhook would refuse, for a while.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  seaworthy admission break-glass new --key glass-key.pem --namespace shop \\",
      "    --kind Deployment --name 'web-*' --user alice --reason 'INC-1042: hotfix' --minutes 60"
    })
final class BreakGlassCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
