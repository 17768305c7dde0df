package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about a cluster's admission. */
@Command(
    name = "admission",
    description = "Judge what a cluster is asked to admit.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  seaworthy admission replay review.json",
      "  seaworthy admission serve --certificate tls.crt --key tls.key",
      "  seaworthy admission policies --config admission.yaml | kubectl apply -f -"
    })
final class AdmissionCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
