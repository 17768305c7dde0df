package dev.seaworthy.cli.command;

import dev.seaworthy.admission.cel.PolicyYaml;
import dev.seaworthy.admission.cel.Saying;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.ReviewerRequest;
import dev.seaworthy.cli.check.SaidControls;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.descriptor.Suggestion;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.policy.PolicyException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the controls that an API server can judge by itself. */
@Command(
    name = "policies",
    description =
        "Print ValidatingAdmissionPolicies in CEL of the controls that CEL can say, with their"
            + " bindings.",
    sortOptions = false,
    footer = {
      "",
      "They are for Kubernetes 1.30 and later, and judge while no webhook answers. Waivers and",
      "break-glass tokens cannot be said in CEL. Comments at the top of the output name the",
      "controls that are left out, and why.",
      "",
      "Examples:",
      "  seaworthy admission policies --config admission.yaml | kubectl apply -f -",
      "  seaworthy admission policies --only K8S-09 --set pod_security_level=restricted",
      "",
      "Exit codes: 0 printed, 3 bad usage or configuration, or a control of --only is left out,",
      "4 internal error."
    })
final class AdmissionPoliciesCommand implements Callable<Integer> {
  @Option(
      names = "--only",
      paramLabel = "CONTROL",
      description = "Print this control (repeatable; default: all that CEL can say).")
  List<String> only = new ArrayList<>();

  @Mixin AdmissionRules rules = new AdmissionRules();

  @Option(
      names = "--spare",
      paramLabel = "NAMESPACE",
      description =
          "Judge nothing in this name space (repeatable; kube-system and kube-node-lease always"
              + " are spared).")
  List<String> spare = new ArrayList<>();

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  AdmissionPoliciesCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    List<Saying> sayings = chosen(new SaidControls(setup).of(request(), spared()));
    PrintStream out = setup.console().out();
    leftOut(sayings).forEach((why, controls) -> out.println(comment(controls, why)));
    for (Saying saying : sayings) {
      if (saying instanceof Saying.Said said) {
        out.print(PolicyYaml.of(said.objects()));
      }
    }
    return ExitCode.PASS;
  }

  private ReviewerRequest request() {
    return new ReviewerRequest(
        rules.bundles,
        rules.policies.outside(),
        rules.parameters,
        Optional.ofNullable(rules.config),
        List.of(),
        ReviewerRequest.Exceptions.NONE);
  }

  private List<String> spared() {
    List<String> spared = new ArrayList<>(Spared.ALWAYS);
    spared.addAll(Spared.named(spare, spec));
    return spared;
  }

  /** Those of {@code --only}: who asks for a control by name must not miss that it is left out. */
  private List<Saying> chosen(List<Saying> sayings) throws ConfigurationException {
    if (only.isEmpty()) {
      return sayings;
    }
    Map<String, Saying> known =
        sayings.stream()
            .collect(Collectors.toMap(one -> one.control().id(), one -> one, (a, b) -> b));
    List<Saying> chosen = new ArrayList<>();
    for (String id : only.stream().distinct().sorted().toList()) {
      Saying saying = known.get(id);
      if (saying == null) {
        throw new ConfigurationException(
            "UNKNOWN_CONTROL",
            "--only names `%s`: no such control".formatted(id),
            Suggestion.fix(id, known.keySet()));
      }
      if (saying instanceof Saying.LeftOut left) {
        throw new ConfigurationException(
            "NOT_IN_CEL",
            "%s is left out: %s".formatted(id, left.why()),
            "leave it to the webhook: `seaworthy admission serve`");
      }
      chosen.add(saying);
    }
    return chosen;
  }

  private static Map<String, List<String>> leftOut(List<Saying> sayings) {
    Map<String, List<String>> byReason = new TreeMap<>();
    for (Saying saying : sayings) {
      if (saying instanceof Saying.LeftOut left) {
        byReason.computeIfAbsent(left.why(), why -> new ArrayList<>()).add(left.control().id());
      }
    }
    return byReason;
  }

  private static String comment(List<String> controls, String why) {
    return Printable.of("# %s left out: %s".formatted(String.join(", ", controls), why));
  }
}
