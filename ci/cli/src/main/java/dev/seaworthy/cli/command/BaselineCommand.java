package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about baselines. */
@Command(
    name = "baseline",
    description = "Begin on an old repository: waive what is wrong today, until a day.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "A baseline names findings, not rules: whatever is new counts. It is heeded where",
      "`check --baseline FILE` or `pr --baseline FILE` names it.",
      "",
      "Examples:",
      "  seaworthy baseline create deploy/ --owner platform --reason adoption --expires 2026-12-31",
      "  seaworthy check deploy/ --baseline seaworthy.baseline",
      "  seaworthy baseline prune deploy/"
    })
final class BaselineCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
