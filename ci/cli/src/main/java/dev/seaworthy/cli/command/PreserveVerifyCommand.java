package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.PolicyArchives;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.preserve.ArchiveReport;
import dev.seaworthy.cli.preserve.ArchivedFiles;
import dev.seaworthy.cli.preserve.RecordFiles;
import dev.seaworthy.cli.preserve.RecordTable;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.preserve.RecordVerifier;
import dev.seaworthy.engine.seal.RecordTrust;
import dev.seaworthy.engine.seal.TrustRules;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks bundles by their evidence records. */
@Command(
    name = "verify",
    description = "Check offline that bundles are what their evidence records are of.",
    sortOptions = false,
    footer = {
      "",
      "A bundle without a record is told, and so is a record without a bundle. Who sealed a bundle and",
      "what it says is not looked at: `seaworthy verify BUNDLE --trust-root FILE --evidence-record",
      "RECORD` does both.",
      "",
      "Examples:",
      "  seaworthy audit preserve verify archive/ --records records-2026 --trust-root trust.yaml",
      "  seaworthy audit preserve verify evidence-18.0.4 --records records-2026/evidence-18.0.4.ers \\",
      "    --trust-root trust.yaml --format json",
      "",
      "Exit codes: 0 all hold, 1 one does not, 3 bad usage or configuration, 4 internal error."
    })
final class PreserveVerifyCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Evidence bundles (folder, .zip, .tar.gz), sealed verdicts, and folders of both.")
  List<Path> paths = new ArrayList<>();

  @Option(
      names = "--records",
      required = true,
      paramLabel = "RECORDS",
      description = "Their evidence records: a folder, or of one bundle the file.")
  Path records = Path.of("");

  @Option(
      names = "--trust-root",
      required = true,
      paramLabel = "FILE",
      description = "Which authorities count, and when.")
  Path trustRoot = Path.of("");

  @Mixin FormOption form = new FormOption();
  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;

  PreserveVerifyCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    TrustRules rules = PolicyArchives.trusting(trustRoot, setup).rules();
    RecordVerifier verifier =
        new RecordVerifier(
            new RecordTrust(rules), setup.console().clock().instant(), rules.tolerance());
    SortedMap<String, Path> places = ArchivedFiles.places(paths);
    ArchiveReport report = ArchiveReport.of(places, records(places), verifier);
    PrintStream out = setup.console().out();
    switch (form.format) {
      case TABLE -> table(report, out);
      case JSON -> PrettyJson.print(report.toJson(), out);
    }
    return report.holds() ? ExitCode.PASS : ExitCode.FAIL;
  }

  /** Of one bundle the one record that was named, whatever its name. */
  private SortedMap<String, byte[]> records(SortedMap<String, Path> places)
      throws ConfigurationException {
    return places.size() == 1 && !Files.isDirectory(records)
        ? new TreeMap<>(Map.of(places.firstKey(), RecordFiles.one(records)))
        : RecordFiles.read(records);
  }

  private static void table(ArchiveReport report, PrintStream out) {
    boolean one = report.reports().size() == 1;
    report
        .reports()
        .forEach(
            (name, record) -> {
              if (one || !record.holds()) {
                out.println(Printable.of(name));
                RecordTable.write(record, out);
              }
            });
    report
        .missing()
        .forEach(problem -> out.println(Printable.of(problem.code() + ": " + problem.message())));
    long held = report.reports().values().stream().filter(record -> record.holds()).count();
    out.printf(
        "%s: %d of %d evidence record(s) hold%n",
        report.holds() ? "PRESERVED" : "NOT PRESERVED", held, report.reports().size());
    report.renewBefore().ifPresent(at -> out.println("renew before " + at));
  }
}
