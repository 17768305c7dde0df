package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.OutsideBundlesReader;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.descriptor.Suggestion;
import dev.seaworthy.cli.format.PolicyText;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one bundle, or one control, in full. */
@Command(
    name = "show",
    description = "Show a bundle with its parameters, or a control with everything it checks.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  seaworthy policy show kubernetes",
      "  seaworthy policy show IMG-05"
    })
final class PolicyShowCommand implements Callable<Integer> {
  @Parameters(arity = "1", paramLabel = "NAME", description = "A bundle, or a control's id.")
  String name = "";

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin PolicyOptions policies = new PolicyOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;

  PolicyShowCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    List<PolicyBundle> bundles =
        setup.library().get().with(new OutsideBundlesReader().read(policies.outside())).bundles();
    requireKnown(bundles);
    output.write(
        setup.console(),
        out -> {
          PolicyText text = new PolicyText(output.palette(setup.console()), out);
          for (PolicyBundle bundle : bundles) {
            if (bundle.name().equals(name)) {
              text.bundle(bundle);
            } else {
              text.control(bundle, name);
            }
          }
        });
    return ExitCode.PASS;
  }

  private void requireKnown(List<PolicyBundle> bundles) throws ConfigurationException {
    Set<String> known = new TreeSet<>();
    for (PolicyBundle bundle : bundles) {
      known.add(bundle.name());
      bundle.controls().forEach(control -> known.add(control.id()));
    }
    if (!known.contains(name)) {
      throw new ConfigurationException(
          "UNKNOWN_POLICY",
          "there is no bundle or control `%s`".formatted(name),
          Suggestion.fix(name, known));
    }
  }
}
