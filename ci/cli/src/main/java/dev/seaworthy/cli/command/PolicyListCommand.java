package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.OutsideBundlesReader;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.PolicyJson;
import dev.seaworthy.cli.format.PolicyText;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists bundles and their controls. */
@Command(
    name = "list",
    description = "List the policy bundles and their controls.",
    sortOptions = false,
    footer = {"", "Examples:", "  seaworthy policy list", "  seaworthy policy list --format json"})
final class PolicyListCommand implements Callable<Integer> {
  @Mixin FormOption form = new FormOption();

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin PolicyOptions policies = new PolicyOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;

  PolicyListCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    List<PolicyBundle> bundles =
        setup.library().get().with(new OutsideBundlesReader().read(policies.outside())).bundles();
    output.write(
        setup.console(),
        out -> {
          switch (form.format) {
            case TABLE -> new PolicyText(output.palette(setup.console()), out).list(bundles);
            case JSON -> PrettyJson.write(PolicyJson.of(bundles), out);
          }
        });
    return ExitCode.PASS;
  }
}
