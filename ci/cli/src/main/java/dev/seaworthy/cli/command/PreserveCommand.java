package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands for evidence records. */
@Command(
    name = "preserve",
    description =
        "Keep bundles provable for longer than any certificate lasts: evidence records (RFC 4998),"
            + " one time stamp for thousands of bundles, renewed when it is time.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  seaworthy audit preserve create archive/ --timestamp http://tsa.example/tsr -o records-2026",
      "  seaworthy audit preserve verify archive/ --records records-2026 --trust-root trust.yaml",
      "  seaworthy audit preserve renew records-2026 --timestamp http://tsa.example/tsr \\",
      "    --trust-root trust.yaml -o records-2029"
    })
final class PreserveCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
