package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about logs. */
@Command(
    name = "log",
    description =
        "Read, verify and serve transparency logs: of decisions that `admission serve` keeps, and of"
            + " verdicts that `audit bundle --log` seals.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  seaworthy log verify decisions --key log-key.pub",
      "  seaworthy log show decisions --key log-key.pub --since 2026-11-01T00:00:00Z",
      "  seaworthy log prove decisions 41 --key log-key.pub -o 41.tlog-proof",
      "  seaworthy log witness verdicts --key log-key.pub --ask https://witness.example \\",
      "    --witness-key witness.vkey",
      "  seaworthy log serve verdicts --port 8080"
    })
final class LogCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
