package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.BundleOutput;
import dev.seaworthy.cli.audit.OpenedBundle;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.disclosure.Profile;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.Redaction;
import dev.seaworthy.engine.seal.RedactionChoice;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hides parts of the evidence in a bundle. */
@Command(
    name = "redact",
    description =
        "Hide parts of the evidence of a bundle from those who get it; what is left still verifies.",
    sortOptions = false,
    footer = {
      "",
      "No key is needed, and the bundle is not changed: a new one is written. What the sealed verdict",
      "itself tells cannot be hidden: where it tells a value that was to be, nothing is written",
      "unless --force says so. Reports are left out. A redacted bundle can be redacted again.",
      "",
      "Examples:",
      "  seaworthy audit redact evidence-18.0.4 --profile personal -o for-the-auditor",
      "  seaworthy audit redact evidence-18.0.4 --kind iam/user --profile network -o out.zip",
      "  seaworthy audit redact evidence-18.0.4 \\",
      "    --pointer /evidence/3/content/manifest/metadata/annotations -o out",
      "  seaworthy verify for-the-auditor --key release-key.pub",
      "",
      "Exit codes: 0 written, 1 the verdict tells what was to be hidden, 3 bad usage or",
      "configuration, 4 internal error."
    })
final class AuditRedactCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "BUNDLE",
      description = "An evidence bundle: its folder, .zip or .tar.gz.")
  Path bundle = Path.of("");

  @Option(
      names = "--pointer",
      paramLabel = "POINTER",
      description =
          "Hide what stands there in data/verdict.snapshot.json: a JSON Pointer (RFC 6901), at or"
              + " below /evidence/N/content. May be given more than once.")
  List<String> pointers = new ArrayList<>();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Hide the content of all evidence of this kind, such as iam/user.")
  List<String> kinds = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Hide what is found by name or shape: secrets, personal or network.")
  List<String> profiles = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "PLACE",
      description = "What to write: a new folder, or an archive that ends in .zip or .tar.gz.")
  Path output = Path.of("");

  @Option(
      names = "--force",
      description = "Write it although the sealed verdict tells what was to be hidden.")
  boolean force;

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  AuditRedactCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    Usage.require(
        spec,
        !(pointers.isEmpty() && kinds.isEmpty() && profiles.isEmpty()),
        "say what to hide: --pointer, --kind or --profile");
    RedactionChoice choice =
        new RedactionChoice(pointers, new LinkedHashSet<>(kinds), chosenProfiles());
    BundleOutput.requireFree(output);
    Redaction redaction = redaction(choice);
    PrintStream err = setup.console().err();
    if (!redaction.told().isEmpty()) {
      tell(redaction, err);
      if (!force) {
        err.println("nothing was written; hide less, or accept it with --force");
        return ExitCode.FAIL;
      }
    }
    warnOfGuesses(redaction, err);
    BundleOutput.write(redaction.files(), output);
    setup
        .console()
        .out()
        .printf(
            "%s: %d of %d leaves hidden; %d files%n",
            Printable.of(output.toString()),
            redaction.hiddenLeaves(),
            redaction.leaves(),
            redaction.files().size());
    return ExitCode.PASS;
  }

  private Set<Profile> chosenProfiles() {
    Set<Profile> chosen = EnumSet.noneOf(Profile.class);
    for (String name : profiles) {
      chosen.add(
          Profile.find(name)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "there is no profile `%s`; there are %s"
                              .formatted(
                                  Printable.of(name),
                                  Stream.of(Profile.values())
                                      .map(Profile::id)
                                      .collect(Collectors.joining(", "))))));
    }
    return chosen;
  }

  private Redaction redaction(RedactionChoice choice) throws ConfigurationException {
    Usage.require(
        spec, OpenedBundle.isAt(bundle), "BUNDLE is the folder, .zip or .tar.gz of a bundle");
    try {
      return Redaction.of(OpenedBundle.filesOf(bundle), choice);
    } catch (BundleException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  /** Without the values. */
  private static void tell(Redaction redaction, PrintStream err) {
    err.printf("the sealed verdict tells %d hidden value(s):%n", redaction.told().size());
    redaction
        .told()
        .forEach(
            one ->
                err.printf(
                    "  %s is told at %s of the verdict%n",
                    Printable.of(one.hidden()), Printable.of(one.verdict())));
  }

  private static void warnOfGuesses(Redaction redaction, PrintStream err) {
    List<String> guessable = redaction.guessable();
    if (!guessable.isEmpty()) {
      err.printf(
          "warning: so little is hidden of %d piece(s) of evidence that it can be found by trying,"
              + " since the verdict%n"
              + "names each by its digest: %s%s%n"
              + "hide more of them, such as the whole by --kind%n",
          guessable.size(),
          Printable.of(String.join(", ", guessable.subList(0, Math.min(5, guessable.size())))),
          guessable.size() > 5 ? ", …" : "");
    }
  }
}
