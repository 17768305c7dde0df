package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.Report;
import dev.seaworthy.cli.format.VerdictFormats;
import dev.seaworthy.cli.terminal.ColorChoice;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.seal.SealReport;
import dev.seaworthy.engine.seal.SealVerifier;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole job on an example. */
@Command(
    name = "demo",
    description = "Do the whole job on an example release: collect, judge, seal, verify.",
    sortOptions = false,
    footer = {
      "",
      "The example is the upgrade of a logistics ERP with some thirty faults in it. The key that",
      "seals it is made for the occasion, and its private half is thrown away.",
      "",
      "Examples:",
      "  seaworthy demo",
      "  seaworthy demo -o /tmp/demo",
      "",
      "Exit codes: 0 the demo worked, 3 it could not be run, 4 internal error."
    })
final class DemoCommand implements Callable<Integer> {
  /** The folder of the installation, told by the launcher. */
  private static final String HOME = "seaworthy.home";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "seaworthy-demo",
      description = "Where the sealed verdict goes (default: ${DEFAULT-VALUE}).")
  Path output = Path.of("seaworthy-demo");

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colour the table: always, auto or never (default: ${DEFAULT-VALUE}).")
  ColorChoice color = ColorChoice.AUTO;

  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;

  DemoCommand(Setup setup) {
    this.setup = setup;
  }

  /** What the demo did, and how long that took. */
  private record Done(CheckRun.Checked checked, SealReport report, Duration elapsed) {}

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    Console console = setup.console();
    Path descriptor = descriptor(console);
    Done done = run(descriptor, console);
    table(done.checked(), console);
    tell(done, descriptor, console.out());
    return done.report().isComplete() ? ExitCode.PASS : ExitCode.INTERNAL;
  }

  private Done run(Path descriptor, Console console)
      throws ConfigurationException, PolicyException {
    try (Progress progress = Progress.on(console, false)) {
      int threads = Runtime.getRuntime().availableProcessors();
      CheckRun.Checked checked =
          new CheckRun(setup, progress, CheckRequest.toSeal(descriptor.toString(), threads)).run();
      progress.step("sealing and verifying");
      return new Done(checked, sealAndVerify(checked.verdict()), progress.elapsed());
    }
  }

  private static Path descriptor(Console console) throws ConfigurationException {
    Path home = Path.of(console.setting(HOME).orElse(""));
    Path file = home.resolve("fixtures").resolve("harbor").resolve("release.yaml");
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          "NO_EXAMPLE",
          "the example release is not at `%s`".formatted(file),
          "run the demo with the launcher `seaworthy` of a complete checkout");
    }
    return shortest(file);
  }

  /** As the user would name it from where they stand, if it lies below. */
  private static Path shortest(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
  }

  private SealReport sealAndVerify(Verdict verdict) throws ConfigurationException {
    SigningKey key = SigningKey.generate(new SecureRandom());
    makeFolder();
    SealedFiles files = files();
    files.write(verdict, key);
    OutputFile.write(
        publicKey(), key.verificationKey().toPem().getBytes(StandardCharsets.US_ASCII));
    // From the files, as anybody else would.
    VerificationKey read = SealedFiles.verificationKey(publicKey());
    return SealVerifier.verify(
        InputFile.bytes(files.verdict()), read, Optional.of(InputFile.bytes(files.snapshot())));
  }

  private SealedFiles files() {
    return SealedFiles.of(output.resolve("verdict.seal"));
  }

  private Path publicKey() {
    return output.resolve("verdict.pub");
  }

  private void makeFolder() throws ConfigurationException {
    try {
      Files.createDirectories(output);
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_WRITE",
          "the folder `%s` cannot be made".formatted(output),
          "name one that you may write to: `-o DIR`");
    }
  }

  private void table(CheckRun.Checked checked, Console console) {
    Presentation presentation =
        new Presentation(
            color.palette(console.outIsTerminal(), console.environment()),
            console.textColumns(),
            checked.folder());
    try {
      VerdictFormats.find("table")
          .orElseThrow()
          .write(Report.of(checked.verdict()), presentation, console.out());
    } catch (IOException e) {
      throw new IllegalStateException("a print stream keeps its errors to itself", e);
    }
  }

  private void tell(Done done, Path descriptor, PrintStream out) {
    Verdict verdict = done.checked().verdict();
    SealReport report = done.report();
    String seconds = String.format(Locale.ROOT, "%.1f", done.elapsed().toMillis() / 1000.0);
    out.println();
    out.println("WHAT HAPPENED");
    out.printf(
        "  collected  %d pieces of evidence from %s%n",
        verdict.snapshot().evidence().size(), shown(descriptor.toString()));
    out.printf(
        "  judged     %d controls of %d policy bundles%n",
        verdict.results().size(), verdict.bundles().size());
    out.printf("  sealed     %s%n", shown(files().verdict().toString()));
    out.println("             with a key made for this demo; its private half is gone");
    out.printf(
        "  verified   %s: %d checks%n",
        report.isComplete() ? "authentic" : "NOT AUTHENTIC", report.checks().size());
    out.printf("  took       %s s%n", seconds);
    out.println();
    out.println("VERIFY IT YOURSELF");
    out.printf(
        "  %s verify %s --key %s%n",
        program(), shown(files().verdict().toString()), shown(publicKey().toString()));
    out.println();
    out.printf(
        "The demo worked, so it exits 0. `%s check %s` exits %d: the verdict is `%s`.%n",
        program(),
        shown(descriptor.toString()),
        ExitCode.of(verdict.status()),
        verdict.status().id());
  }

  private String program() {
    return shown(setup.console().setting("seaworthy.program").orElse("seaworthy"));
  }

  /** A path as a shell takes it. */
  private static String shown(String path) {
    String printable = Printable.of(path);
    return printable.matches("[A-Za-z0-9_./@%+=:,-]+")
        ? printable
        : "'" + printable.replace("'", "'\\''") + "'";
  }
}
