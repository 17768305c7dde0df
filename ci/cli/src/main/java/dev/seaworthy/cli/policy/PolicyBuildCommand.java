package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.command.HelpOption;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleSigner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds policy bundles from their sources. */
@Command(
    name = "build",
    description = "Check, compile, sign and index policy bundles; the same bytes each time.",
    sortOptions = false,
    footer = {
      "",
      "DIR is a folder of policies with bundles in it, or one bundle (default: policies).",
      "Writes dist/NAME-VERSION.tar.gz, index.json and NAME/.signatures.json beside the bundles.",
      "Without --key the committed signature is used again, as long as it still fits.",
      "Needs OPA "
          + OpaFinder.VERSION
          + ": the one on the PATH, or installed with Go on first use.",
      "",
      "Examples:",
      "  seaworthy policy build --key policy-key.pem",
      "  seaworthy policy build --check",
      "  seaworthy policy build my-policies/warehouse --key policy-key.pem",
      "",
      "Exit codes: 0 built, 1 --check found other bytes, 3 the policies are mistaken."
    })
public final class PolicyBuildCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Folders of policies or of single bundles.")
  List<Path> folders = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = KeyOptions.LABEL,
      description = "Sign with this P-256 key (PKCS#8), as `seaworthy keys generate` makes it.")
  @Nullable KeyName key;

  @Option(
      names = "--check",
      description = "Write nothing; compare with what is there and fail when it differs.")
  boolean check;

  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  public PolicyBuildCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    Opa opa = new OpaFinder(console).find();
    List<String> differing = new ArrayList<>();
    for (PolicySources sources : PolicySources.find(Folders.orDefault(folders))) {
      PolicyBuild build;
      try (Progress progress = Progress.on(console, false)) {
        build = PolicyBuild.of(opa, sources, signer(), progress);
      }
      List<String> names = build.differing();
      if (!check) {
        build.write();
      }
      tell(build, names);
      differing.addAll(names);
    }
    return check && !differing.isEmpty() ? stale(differing) : ExitCode.PASS;
  }

  private Optional<BundleSigner> signer() throws ConfigurationException {
    KeyName file = key;
    return file == null ? Optional.empty() : Optional.of(BundleSigner.of(keys.open(file, console)));
  }

  private void tell(PolicyBuild build, List<String> differing) {
    for (BuiltBundle one : build.built()) {
      boolean changed = differing.contains(one.entry().file());
      console
          .out()
          .printf(
              "%-14s %-8s %2d controls  %s  %s%n",
              one.entry().name(),
              one.entry().version(),
              one.entry().controls().size(),
              one.entry().digest(),
              changed ? (check ? "differs" : "written") : "unchanged");
    }
  }

  private int stale(List<String> differing) {
    new Messages(console.err())
        .error(
            new Problem(
                "POLICY_STALE",
                "the build gives other bytes for `%s`".formatted(String.join("`, `", differing)),
                "build and commit: `seaworthy policy build --key PRIVATE.pem`; raise `version` in"
                    + " `bundle.json` if the bundle was released"));
    return ExitCode.FAIL;
  }
}
