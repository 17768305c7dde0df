package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.BundleLibrary;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.check.OutsideBundlesReader;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.descriptor.Suggestion;
import dev.seaworthy.cli.format.ControlPages;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a page about each control. */
@Command(
    name = "docs",
    description = "Write a Markdown page about each control, and an index.",
    sortOptions = false,
    footer = {
      "",
      "The newest version of each bundle is described, the built-in ones and those named here.",
      "The same bundles give the same bytes. Pages of controls that are gone are left alone.",
      "",
      "Examples:",
      "  seaworthy policy docs",
      "  seaworthy policy docs tls network -o docs/controls",
      "  seaworthy policy docs warehouse --bundle-file warehouse-1.0.0.tar.gz --trust-key ours.pub",
      "",
      "Exit codes: 0 written, 3 there is no such bundle, or the folder cannot be written to."
    })
final class PolicyDocsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Bundles; all when none is named.")
  List<String> names = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "controls",
      description = "The folder for the pages (default: ${DEFAULT-VALUE}).")
  Path output = Path.of("controls");

  @Mixin PolicyOptions policies = new PolicyOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;

  PolicyDocsCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    BundleLibrary library =
        setup.library().get().with(new OutsideBundlesReader().read(policies.outside()));
    Map<String, String> pages = ControlPages.of(chosen(library));
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = output.resolve(page.getKey());
      makeFolder(file);
      OutputFile.write(file, page.getValue().getBytes(StandardCharsets.UTF_8));
    }
    setup.console().out().println("written  %d pages in %s".formatted(pages.size(), output));
    return ExitCode.PASS;
  }

  private List<PolicyBundle> chosen(BundleLibrary library) throws ConfigurationException {
    for (String name : names) {
      if (library.named(name).isEmpty()) {
        throw new ConfigurationException(
            "UNKNOWN_BUNDLE",
            "there is no bundle `%s`".formatted(name),
            Suggestion.fix(name, library.names()));
      }
    }
    return library.newest().stream()
        .filter(bundle -> names.isEmpty() || names.contains(bundle.name()))
        .toList();
  }

  private static void makeFolder(Path file) throws ConfigurationException {
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_WRITE",
          "the folder of `%s` cannot be made".formatted(file),
          "name a folder that you may write to");
    }
  }
}
