package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about records. */
@Command(
    name = "record",
    description = "Begin records of what only people know: drills, plans, rehearsals.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "A record is read by `check` and `collect` like any other evidence.",
      "",
      "Examples:",
      "  seaworthy record list",
      "  seaworthy record new RestoreDrill -o restore.yaml"
    })
final class RecordCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
