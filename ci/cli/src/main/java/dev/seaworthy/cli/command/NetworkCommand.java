package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about network reachability. */
@Command(
    name = "network",
    description = "Show who can talk to whom on which ports, and compare two states.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  seaworthy network connections manifests/",
      "  seaworthy network connections --cluster",
      "  seaworthy network diff before/ after/"
    })
final class NetworkCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
