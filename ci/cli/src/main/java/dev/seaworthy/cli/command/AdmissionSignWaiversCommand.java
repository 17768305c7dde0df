package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.SignedWaivers;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.key.Signer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs files of waivers for the webhook. */
@Command(
    name = "sign-waivers",
    description = "Sign files of waivers, each into a file `.sig` beside it.",
    sortOptions = false,
    footer = {
      "",
      "A file is `apiVersion: seaworthy.dev/v1`, `kind: Waivers` and `waivers:` as in"
          + " release.yaml.",
      "",
      "Example:",
      "  seaworthy admission sign-waivers waivers/shop.yaml --key waiver-key.pem",
      "",
      "Exit codes: 0 signed, 3 bad usage or a file at fault, 4 internal error."
    })
final class AdmissionSignWaiversCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Waivers in YAML.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = KeyOptions.LABEL,
      required = true,
      description = "Sign with this key, whose public half the webhook trusts for it.")
  KeyName key = new KeyName("");

  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  AdmissionSignWaiversCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    Signer signing = keys.open(key, console);
    for (Path file : files) {
      console.out().println(Printable.of(SignedWaivers.sign(file, signing).toString()));
    }
    return ExitCode.PASS;
  }
}
