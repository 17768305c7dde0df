package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands for those who audit. */
@Command(
    name = "audit",
    description = "Make what an auditor needs to check a verdict and to judge again.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  seaworthy audit bundle release.yaml --key release-key.pem -o evidence-18.0.4",
      "  seaworthy audit redact evidence-18.0.4 --profile personal -o for-the-auditor",
      "  seaworthy audit diff evidence-18.0.3 evidence-18.0.4 --key release-key.pub",
      "  seaworthy audit coverage --framework iso-27001 release.yaml",
      "  seaworthy audit preserve create archive/ --timestamp http://tsa.example/tsr -o records-2026"
    })
final class AuditCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
