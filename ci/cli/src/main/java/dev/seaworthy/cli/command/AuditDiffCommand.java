package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.BundleTable;
import dev.seaworthy.cli.audit.OpenedBundle;
import dev.seaworthy.cli.audit.PolicyArchives;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.format.VerdictChangeJson;
import dev.seaworthy.cli.format.VerdictChangeTable;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.Replay;
import dev.seaworthy.engine.seal.TrustRoot;
import dev.seaworthy.engine.verdict.Assessor;
import dev.seaworthy.engine.verdict.Verdict;
import dev.seaworthy.engine.verdict.VerdictChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what became of a verdict, and why. */
@Command(
    name = "diff",
    description =
        "Tell what fails newly and what was fixed between two evidence bundles, and whether the"
            + " evidence, the policy, the waivers or the time did it.",
    sortOptions = false,
    footer = {
      "",
      "Both bundles are verified and judged again, by both runtimes. Then the later one is judged once",
      "more for each thing in which they differ, with that as it was before: what undoes a change is",
      "its cause.",
      "",
      "Examples:",
      "  seaworthy audit diff evidence-18.0.3 evidence-18.0.4 --key release-key.pub",
      "  seaworthy audit diff a.zip b.zip --key old-key.pub --key new-key.pub --format json",
      "  seaworthy audit diff a.zip b.zip --trust-root trust.yaml",
      "",
      "Exit codes: 0 nothing fails newly, 1 something does or a bundle is not authentic, 2 a control",
      "is newly unknown, 3 bad usage or configuration, 4 internal error."
    })
final class AuditDiffCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "BEFORE",
      description = "The earlier bundle: a folder, .zip or .tar.gz.")
  Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER", description = "The later bundle.")
  Path after = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "PUB",
      description =
          "Public key of who must have sealed both; given twice, the first is for BEFORE and the"
              + " second for AFTER. Or give --trust-root.")
  List<Path> keys = new ArrayList<>();

  @Option(
      names = "--trust-key",
      paramLabel = "PUB",
      description = "Public key that policies may be signed by, besides those of the program.")
  List<Path> trustKeys = new ArrayList<>();

  @Option(
      names = "--trust-root",
      paramLabel = "FILE",
      description =
          "Whose keys count for what and when, and who must have attested times; instead of --key"
              + " and --trust-key.")
  @Nullable Path trustRoot;

  @Mixin FormOption form = new FormOption();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  AuditDiffCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    if (keys.size() > 2) {
      throw new ParameterException(spec.commandLine(), "--key is given once, or once for each");
    }
    Usage.require(
        spec,
        keys.isEmpty() != (trustRoot == null) && (trustRoot == null || trustKeys.isEmpty()),
        "give either --key, with --trust-key where it is needed, or --trust-root");
    OpenedBundle earlier = open(before, 0);
    OpenedBundle later = open(after, keys.size() - 1);
    if (!isAuthentic(before, earlier) || !isAuthentic(after, later)) {
      return ExitCode.FAIL;
    }
    VerdictChange change = change(earlier, later);
    output.write(setup.console(), out -> write(change, out));
    if (!change.introduced().isEmpty()) {
      return ExitCode.FAIL;
    }
    return change.newlyUnknown().isEmpty() ? ExitCode.PASS : ExitCode.UNKNOWN;
  }

  /** Verifies by the trust root, or by the key of that number. */
  private OpenedBundle open(Path bundle, int key) throws ConfigurationException, PolicyException {
    Path file = trustRoot;
    TrustRoot trust =
        file == null
            ? PolicyArchives.trusting(SealedFiles.verificationKey(keys.get(key)), trustKeys, setup)
            : PolicyArchives.trusting(file, setup);
    return OpenedBundle.at(bundle, trust, setup.console().clock().instant());
  }

  private boolean isAuthentic(Path bundle, OpenedBundle opened) {
    if (!opened.report().holds()) {
      BundleTable.write(opened.report(), setup.console().err());
      setup
          .console()
          .err()
          .printf("NOT AUTHENTIC: %s; nothing was compared%n", Printable.of(bundle.toString()));
    }
    return opened.report().holds();
  }

  private VerdictChange change(OpenedBundle earlier, OpenedBundle later)
      throws ConfigurationException, PolicyException {
    try (Progress progress = output.progress(setup.console())) {
      progress.step("judging both bundles, and what would undo their differences");
      VerdictChange change =
          VerdictChange.between(
              Replay.asked(earlier.files()),
              Replay.asked(later.files()),
              new Assessor(
                  setup.runtime().apply(RuntimeChoice.BOTH),
                  Runtime.getRuntime().availableProcessors()));
      requireSame(before, earlier, change.before());
      requireSame(after, later, change.after());
      return change;
    } catch (BundleException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  private static void requireSame(Path bundle, OpenedBundle opened, Verdict judged)
      throws BundleException, ConfigurationException {
    if (!Replay.gives(opened.files(), judged)) {
      throw new ConfigurationException(
          "OTHER_VERDICT",
          "`%s`, judged again, gives another verdict than it holds".formatted(bundle),
          "see where it differs: `seaworthy replay`");
    }
  }

  private void write(VerdictChange change, Appendable out) throws IOException {
    Console console = setup.console();
    switch (form.format) {
      case TABLE ->
          VerdictChangeTable.write(
              change, new Presentation(output.palette(console), output.columns(console), ""), out);
      case JSON -> PrettyJson.write(VerdictChangeJson.of(change), out);
    }
  }
}
