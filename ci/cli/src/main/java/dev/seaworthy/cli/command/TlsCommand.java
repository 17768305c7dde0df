package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about TLS. */
@Command(
    name = "tls",
    description = "Ask a release's own servers what of TLS they accept.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  seaworthy tls probe release.yaml -o tls/probe.json"})
final class TlsCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
