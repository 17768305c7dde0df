package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.command.HelpOption;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.rego.RegoRuntime;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests of policies. */
@Command(
    name = "test",
    description = "Run the tests of policies, and count the lines they reach.",
    sortOptions = false,
    footer = {
      "",
      "DIR is a folder of policies with bundles in it, or one bundle (default: policies).",
      "Needs OPA "
          + OpaFinder.VERSION
          + ": the one on the PATH, or installed with Go on first use.",
      "",
      "Examples:",
      "  seaworthy policy test",
      "  seaworthy policy test policies/tls --min-coverage 90",
      "",
      "Exit codes: 0 all pass, 1 a test fails or too little is covered, 3 the policies are mistaken."
    })
public final class PolicyTestCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Folders of policies or of single bundles.")
  List<Path> folders = new ArrayList<>();

  @Option(
      names = "--min-coverage",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "Fail when tests reach fewer of the lines (default: ${DEFAULT-VALUE}).")
  double minCoverage;

  @Mixin HelpOption help = new HelpOption();

  private final Console console;
  private final Supplier<List<RegoRuntime>> runtimes;

  /**
   * @param runtimes in which the tests run besides OPA
   */
  public PolicyTestCommand(Console console, Supplier<List<RegoRuntime>> runtimes) {
    this.console = console;
    this.runtimes = runtimes;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    Opa opa = new OpaFinder(console).find();
    int code = ExitCode.PASS;
    for (PolicySources sources : PolicySources.find(Folders.orDefault(folders))) {
      TestTally tally = run(opa, sources);
      print(tally);
      if (!holds(tally)) {
        code = ExitCode.FAIL;
      }
    }
    return code;
  }

  private TestTally run(Opa opa, PolicySources sources)
      throws ConfigurationException, PolicyException {
    SortedMap<String, String> rego = new TreeMap<>(sources.rego(PolicySources.LIB));
    // From their common root each bundle's data.json is loaded under the bundle's name.
    List<String> paths = List.of(".");
    for (String bundle : sources.bundles()) {
      rego.putAll(sources.rego(bundle));
      String data = bundle + "/data.json";
      sources
          .optional(data)
          .ifPresent(
              json -> rego.put(data, new String(json, java.nio.charset.StandardCharsets.UTF_8)));
    }
    try (Staging staging = Staging.of(rego)) {
      opa.check(staging.folder(), List.of(), paths);
      TestTally tally = new TestTally();
      JsonNode tests = opa.test(staging.folder(), paths);
      tally.addTests(tests);
      RuntimeTests others = new RuntimeTests(runtimes.get());
      if (others.isWanted() && !tests.isEmpty()) {
        tally.addOutcomes(others.run(CompiledTests.of(opa, staging.folder(), paths, tests)), tests);
      }
      if (tally.failures().isEmpty()) {
        tally.addCoverage(opa.coverage(staging.folder(), paths));
      }
      return tally;
    }
  }

  private void print(TestTally tally) {
    PrintStream out = console.out();
    boolean covered = tally.failures().isEmpty();
    out.printf("%-16s %7s %7s %8s %9s%n", "policies", "passed", "failed", "skipped", "coverage");
    tally.rows().forEach((name, row) -> print(name, row, covered));
    print("total", tally.total(), covered);
    tally
        .runtimes()
        .forEach((id, passed) -> out.println("also run in  %s: %d passed".formatted(id, passed)));
    tally.failures().forEach(failure -> out.println("failed: " + failure));
  }

  private void print(String name, TestTally.Row row, boolean covered) {
    String coverage = covered ? String.format(Locale.ROOT, "%.1f %%", row.coverage()) : "-";
    console
        .out()
        .printf(
            Locale.ROOT,
            "%-16s %7d %7d %8d %9s%n",
            name,
            row.passed(),
            row.failed(),
            row.skipped(),
            coverage);
  }

  /** No test at all is no proof. */
  private boolean holds(TestTally tally) {
    Messages messages = new Messages(console.err());
    if (tally.total().passed() == 0 && tally.failures().isEmpty()) {
      messages.error(
          new Problem(
              "NO_TESTS", "there is no test", "write `_test.rego` files beside the policies"));
      return false;
    }
    if (!tally.failures().isEmpty()) {
      return false;
    }
    if (tally.total().coverage() < minCoverage) {
      messages.error(
          new Problem(
              "COVERAGE",
              String.format(
                  Locale.ROOT,
                  "tests reach %.1f %% of the lines, %.1f %% are asked for",
                  tally.total().coverage(),
                  minCoverage),
              "test what is not reached; `opa test --coverage` lists it"));
      return false;
    }
    return true;
  }
}
