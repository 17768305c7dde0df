package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.BundleLibrary;
import dev.seaworthy.cli.check.BundleLock;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.check.OutsideBundlesReader;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pins the bundles that releases are judged by. */
@Command(
    name = "lock",
    description = "Pin name, version and digest of the bundles that releases are judged by.",
    sortOptions = false,
    footer = {
      "",
      "`check` reads the lock beside release.yaml, else the one in the working folder, and refuses",
      "to judge by any bundle that it does not pin. Commit it; write it anew after a review.",
      "",
      "Examples:",
      "  seaworthy policy lock",
      "  seaworthy policy lock kubernetes@1.2.0 tls",
      "  seaworthy policy lock --policy-dir bundles --trust-key ours.pub",
      "  seaworthy policy lock --check",
      "",
      "Exit codes: 0 written or, with --check, as it would be written; 1 --check found another;",
      "3 a bundle or the lock cannot be read."
    })
final class PolicyLockCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME[@VERSION]",
      description = "Bundles; the newest of each when none is named.")
  List<String> names = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = BundleLock.FILE,
      description = "The lock (default: ${DEFAULT-VALUE}).")
  Path output = Path.of(BundleLock.FILE);

  @Option(
      names = "--check",
      description = "Write nothing; fail when the bundles here are not those the lock pins.")
  boolean check;

  @Mixin PolicyOptions policies = new PolicyOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;

  PolicyLockCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    BundleLibrary library =
        setup.library().get().with(new OutsideBundlesReader().read(policies.outside()));
    List<PolicyBundle> bundles = names.isEmpty() ? library.newest() : library.chosen(names);
    BundleLock lock = BundleLock.of(bundles);
    if (check) {
      return compare(BundleLock.read(output), lock);
    }
    OutputFile.write(output, lock.toBytes());
    for (BundleLock.Pin pin : lock.pins()) {
      setup.console().out().println("locked  " + Printable.of(pin.toString()));
    }
    return ExitCode.PASS;
  }

  private int compare(BundleLock locked, BundleLock found) {
    List<String> differing = locked.differing(found);
    differing.forEach(line -> setup.console().out().println(Printable.of(line)));
    return differing.isEmpty() ? ExitCode.PASS : ExitCode.FAIL;
  }
}
