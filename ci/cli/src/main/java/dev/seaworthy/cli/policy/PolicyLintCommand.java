package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.command.HelpOption;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.json.CanonicalJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds mistakes in policies without running them. */
@Command(
    name = "lint",
    description = "Find mistakes in policies and their metadata without running them.",
    sortOptions = false,
    footer = {
      "",
      "DIR is a folder of policies with bundles in it, or one bundle (default: policies).",
      "Errors: ids that are not unique, metadata that is not complete, evidence that is not declared,",
      "built-ins that no bundle may use, entry points of another type than findings have.",
      "Warnings: a control without a test; what Regal says, where `regal` is on the PATH.",
      "Needs OPA " + OpaFinder.VERSION + ": the one on the PATH, or installed with Go.",
      "",
      "Examples:",
      "  seaworthy policy lint",
      "  seaworthy policy lint policies/tls --strict",
      "  seaworthy policy lint --format json",
      "",
      "Exit codes: 0 no error, 1 an error (with --strict, a warning too), 3 no policies or no OPA."
    })
public final class PolicyLintCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Folders of policies or of single bundles.")
  List<Path> folders = new ArrayList<>();

  @Option(names = "--strict", description = "Fail for warnings too.")
  boolean strict;

  @Option(names = "--no-regal", description = "Do not ask Regal, even where it is installed.")
  boolean noRegal;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  Form format = Form.TEXT;

  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  public PolicyLintCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    OpaFinder finder = new OpaFinder(console);
    Optional<Regal> regal = noRegal ? Optional.empty() : finder.onPath("regal").map(Regal::new);
    List<PolicySources> sources = PolicySources.find(Folders.orDefault(folders));
    List<Diagnostic> found = new PolicyLint(finder.find(), regal).lint(sources);
    switch (format) {
      case TEXT -> text(found, regal.isPresent());
      case JSON -> Form.print(console.out(), json(found, regal.isPresent()));
    }
    boolean clean = errors(found) == 0 && (!strict || found.isEmpty());
    return clean ? ExitCode.PASS : ExitCode.FAIL;
  }

  private void text(List<Diagnostic> found, boolean withRegal) {
    for (Diagnostic one : found) {
      String place = one.at().file().isEmpty() ? "policies" : one.at().toString();
      console
          .out()
          .println(
              Printable.of("%s: %s: %s".formatted(place, level(one), one.problem().message())));
      console.out().println("  mend: " + Printable.of(one.problem().fix()));
    }
    long errors = errors(found);
    console
        .out()
        .printf(
            Locale.ROOT,
            "%d errors, %d warnings%s%n",
            errors,
            found.size() - errors,
            withRegal ? "" : "; Regal was not asked");
  }

  private static CanonicalJson json(List<Diagnostic> found, boolean withRegal) {
    List<Object> list = new ArrayList<>();
    for (Diagnostic one : found) {
      list.add(
          Map.of(
              "level", level(one),
              "code", one.problem().code(),
              "file", one.at().file(),
              "line", one.at().line(),
              "column", one.at().column(),
              "message", one.problem().message(),
              "fix", one.problem().fix()));
    }
    return CanonicalJson.of(
        Map.of(
            "findings",
            list,
            "errors",
            errors(found),
            "warnings",
            found.size() - errors(found),
            "regal",
            withRegal));
  }

  private static String level(Diagnostic one) {
    return one.level().name().toLowerCase(Locale.ROOT);
  }

  private static long errors(List<Diagnostic> found) {
    return found.stream().filter(one -> one.level() == Diagnostic.Level.ERROR).count();
  }
}
