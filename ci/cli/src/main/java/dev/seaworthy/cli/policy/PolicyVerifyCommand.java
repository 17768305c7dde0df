package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.command.HelpOption;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies a built bundle. */
@Command(
    name = "verify",
    description = "Check that a key signed every file of a bundle, and that the bundle is whole.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  seaworthy policy verify warehouse-1.0.0.tar.gz --key policy-key.pub",
      "  seaworthy policy verify policies/dist/tls-1.1.0.tar.gz --key policies/keys/KEY.pem",
      "",
      "Exit codes: 0 verified, 1 not verified, 3 a file or key cannot be read."
    })
public final class PolicyVerifyCommand implements Callable<Integer> {
  @Parameters(arity = "1", paramLabel = "FILE", description = "The bundle, a `.tar.gz`.")
  Path file = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "PUBLIC.pem",
      description = "A public key to trust; may be repeated.")
  List<Path> keys = new ArrayList<>();

  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  public PolicyVerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    List<BundleKey> trusted = new ArrayList<>();
    for (Path key : keys) {
      trusted.add(BundleKey.fromPem(InputFile.text(key), key.toString()));
    }
    byte[] archive = InputFile.bytes(file);
    try {
      tell(BundleReader.readSigned(archive, trusted, file.toString()));
      return ExitCode.PASS;
    } catch (PolicyException e) {
      new Messages(console.err()).error(e.problem());
      return ExitCode.FAIL;
    }
  }

  private void tell(PolicyBundle bundle) {
    console.out().println("verified  " + bundle.name() + " " + bundle.version());
    console.out().println("digest    " + bundle.digest());
    console.out().println("controls  " + bundle.controls().size());
  }
}
