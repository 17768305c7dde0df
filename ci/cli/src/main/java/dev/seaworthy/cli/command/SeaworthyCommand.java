package dev.seaworthy.cli.command;

import dev.seaworthy.cli.check.ProgramIdentity;
import dev.seaworthy.cli.check.Setup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program itself: names its commands. */
@Command(
    name = "seaworthy",
    description = "Decides, on signed evidence, whether a release may sail.",
    mixinStandardHelpOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  seaworthy demo                          see the whole job on an example release",
      "  seaworthy check manifests/ scans/       judge files of any known kind",
      "  seaworthy check release.yaml            judge a described release",
      "  seaworthy COMMAND --help                more about one command",
      "",
      "Exit codes: 0 pass, 1 fail, 2 unknown, 3 bad usage or configuration, 4 internal error."
    })
final class SeaworthyCommand implements Runnable {
  @CommandLine.Mixin HelpOption help = new HelpOption();

  @CommandLine.Option(
      names = {"-V", "--version"},
      description = "Print the version and exit.")
  boolean version;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  SeaworthyCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public void run() {
    if (version) {
      setup.console().out().println("seaworthy " + ProgramIdentity.version());
    } else {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
